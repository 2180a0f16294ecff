// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/**
 * An entry of SRCIP: JOBNAME or DESTINATION.
 *
 * @param jobName the job, with wildcards; empty for DESTINATION
 * @param destination of DESTINATION
 * @param source the source address, if an address was coded
 * @param sourceInterface the IPv6 interface whose address it is, else empty
 * @param direction which calls of a job it is for
 */
public record SourceIp(
        String jobName,
        Optional<IpPrefix> destination,
        Optional<IpAddress> source,
        String sourceInterface,
        Direction direction) {
    /** Refuses nulls. */
    public SourceIp {
        Objects.requireNonNull(jobName);
        Objects.requireNonNull(destination);
        Objects.requireNonNull(source);
        Objects.requireNonNull(sourceInterface);
        Objects.requireNonNull(direction);
    }

    /** Which calls of a job. */
    public enum Direction {
        /** connect(). */
        CLIENT,
        /** bind() and listen(). */
        SERVER,
        /** Either. */
        BOTH
    }
}
