// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The open sessions, as many as there may be. Safe for any thread. */
final class Limits {
    private final int most;
    private final int mostPerUser;
    private final List<SshSession> open = new ArrayList<>();

    Limits(int most, int mostPerUser) {
        this.most = most;
        this.mostPerUser = mostPerUser;
    }

    /** Adds a session; what is told if there is no room for it. */
    synchronized Optional<String> add(SshSession session) {
        if (open.size() >= most) {
            return Optional.of("THERE ARE " + most + " SESSIONS ALREADY");
        }
        String user = session.caller().user();
        if (open.stream().filter(other -> other.caller().user().equals(user)).count() >= mostPerUser) {
            return Optional.of("USER " + user + " HAS " + mostPerUser + " SESSIONS ALREADY");
        }
        open.add(session);
        return Optional.empty();
    }

    synchronized void remove(SshSession session) {
        open.remove(session);
    }

    synchronized List<SshSession> open() {
        return List.copyOf(open);
    }
}
