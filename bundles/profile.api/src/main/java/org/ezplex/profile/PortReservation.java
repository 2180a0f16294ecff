// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/**
 * An entry of PORT or PORTRANGE.
 *
 * @param ports the ports; every port for UNRSV
 * @param tcp TCP, or else UDP
 * @param kind for whom
 * @param range whether it is of PORTRANGE
 * @param jobName the job, {@code *} for any, empty if not of a job
 * @param options what follows the job name
 */
public record PortReservation(PortRange ports, boolean tcp, Kind kind, boolean range, String jobName, Options options) {
    /** Refuses nulls. */
    public PortReservation {
        Objects.requireNonNull(ports);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(jobName);
        Objects.requireNonNull(options);
    }

    /** For whom ports are kept. */
    public enum Kind {
        /** RESERVED: nobody. */
        RESERVED,
        /** AUTHPORT: the FTP server's passive data connections. */
        AUTHPORT,
        /** One job, or any. */
        JOB,
        /** UNRSV: all ports not reserved otherwise. */
        UNRESERVED
    }

    /** How listeners share a port. */
    public enum Share {
        /** They do not. */
        NONE,
        /** SHAREPORT. */
        SHAREPORT,
        /** SHAREPORTWLM. */
        SHAREPORTWLM
    }

    /**
     * Options of an entry.
     *
     * @param autolog not NOAUTOLOG
     * @param delayAcks not NODELAYACKS
     * @param share SHAREPORT or SHAREPORTWLM
     * @param bind BIND: what a bind to the unspecified address becomes
     * @param saf SAF, empty for none
     * @param deny DENY of UNRSV
     * @param whenListen WHENLISTEN of UNRSV, else WHENBIND
     */
    public record Options(
            boolean autolog,
            boolean delayAcks,
            Share share,
            Optional<IpAddress> bind,
            String saf,
            boolean deny,
            boolean whenListen) {
        /** Nothing coded. */
        public static final Options NONE = new Options(true, true, Share.NONE, Optional.empty(), "", false, false);
    }
}
