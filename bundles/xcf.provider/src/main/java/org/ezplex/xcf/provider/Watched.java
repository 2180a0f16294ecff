// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetSocketAddress;

/** What the pulse thread knows of one other member. */
final class Watched {
    final MemberId id;
    /** Where its pulses are sent to; null while not known. */
    InetSocketAddress where;
    /** When it was last heard. */
    long heard;
    /** When it is lost unless heard before. */
    long deadline;
    /** Its highest round heard. */
    long round;
    /** How often its host has said since it was last heard that nobody listens there, and since when. */
    int unreachable;

    long unreachableSince;
    /** Something says that its process has ended; settled by the deadline at the latest. */
    boolean doubted;
    /** When it was last asked for a sign because it is doubted. */
    long asked;
    /** It was reported lost, and is in view still. */
    boolean lost;
    /** It has said since this member's pause that it counts this member in. */
    boolean confirmed;
    /** Since then it has been lost instead, as it said nothing. */
    boolean silent;
    /** It has said that it went on without this member. */
    boolean disowns;

    Watched(MemberId id) {
        this.id = id;
    }

    /** Whether it is asked until it answers or is lost. */
    boolean isAsked() {
        return doubted && !lost;
    }

    /** {@code pulse} has come from it. */
    void heard(Pulse pulse, long now) {
        heard = now;
        round = Math.max(round, pulse.round());
        unreachable = 0;
        doubted = false;
        silent = false;
    }

    /** It is reported lost. Whoever is given up because it disowns this member is not silent. */
    void lose() {
        lost = true;
        silent = !disowns;
    }

    /** Its word is needed from now on, whatever it has said before. */
    void challenge() {
        confirmed = false;
        silent = false;
    }

    boolean isWaitedFor() {
        return !confirmed && !silent;
    }
}
