// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a target is to be given no new connections: the servers on a port, of a job, or all of them.
 *
 * @param port the servers on this port only
 * @param jobname the servers of this job only, upper case: the name of the process that has the listening socket
 */
public record QuiesceTarget(OptionalInt port, Optional<String> jobname) {
    /** Every server of this stack. */
    public static final QuiesceTarget WHOLE = new QuiesceTarget(OptionalInt.empty(), Optional.empty());

    /** Refuses nulls. */
    public QuiesceTarget {
        Objects.requireNonNull(port);
        Objects.requireNonNull(jobname);
    }

    /** The servers on a port. */
    public static QuiesceTarget ofPort(int port) {
        return new QuiesceTarget(OptionalInt.of(port), Optional.empty());
    }

    /** The servers of a job on a port. */
    public static QuiesceTarget ofPort(int port, String jobname) {
        return new QuiesceTarget(OptionalInt.of(port), Optional.of(jobname));
    }

    /** The servers of a job. */
    public static QuiesceTarget ofJob(String jobname) {
        return new QuiesceTarget(OptionalInt.empty(), Optional.of(jobname));
    }

    /** As an operator codes it: {@code TARGET}, {@code PORT=80}, {@code PORT=80,JOBNAME=HTTPD}, {@code JOBNAME=HTTPD}. */
    @Override
    public String toString() {
        String job = jobname.map(name -> "JOBNAME=" + name).orElse("");
        if (port.isEmpty()) {
            return job.isEmpty() ? "TARGET" : job;
        }
        return "PORT=" + port.getAsInt() + (job.isEmpty() ? "" : "," + job);
    }
}
