// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import static org.ezplex.profile.provider.text.Writing.joined;
import static org.ezplex.profile.provider.text.Writing.when;

import org.ezplex.profile.AutologEntry;
import org.ezplex.profile.PortReservation;
import org.ezplex.profile.PortReservation.Kind;
import org.ezplex.profile.PortReservation.Options;
import org.ezplex.profile.PortReservation.Share;
import org.ezplex.profile.Profile;
import org.ezplex.profile.SourceIp;
import org.ezplex.profile.SourceIp.Direction;

/** PORT and PORTRANGE, SRCIP, AUTOLOG. */
final class ListsText {
    private final Writing writing;

    ListsText(Writing writing) {
        this.writing = writing;
    }

    void write(Profile profile) {
        profile.ports().forEach(this::port);
        writing.list(
                "SRCIP", profile.sourceIps().stream().map(ListsText::source).toList(), "ENDSRCIP");
        writing.list(
                "AUTOLOG", profile.autolog().stream().map(ListsText::autolog).toList(), "ENDAUTOLOG");
    }

    private void port(PortReservation p) {
        String protocol = p.tcp() ? "TCP" : "UDP";
        if (p.kind() == Kind.UNRESERVED) {
            writing.statement("PORT UNRSV", protocol, p.jobName(), unreserved(p.options(), p.tcp()));
            return;
        }
        String ports = p.range()
                ? joined(
                        "PORTRANGE",
                        p.ports().first(),
                        p.ports().last() - p.ports().first() + 1)
                : "PORT " + p.ports();
        String whom =
                switch (p.kind()) {
                    case RESERVED, AUTHPORT -> p.kind().name();
                    case JOB, UNRESERVED -> joined(p.jobName(), options(p.options()));
                };
        writing.statement(ports, protocol, whom);
    }

    private static String unreserved(Options o, boolean tcp) {
        return joined(
                when(o.deny(), "DENY"),
                o.saf().isEmpty() ? "" : "SAF " + o.saf(),
                when(tcp && !o.whenListen(), "WHENBIND"));
    }

    private static String options(Options o) {
        return joined(
                when(!o.autolog(), "NOAUTOLOG"),
                when(!o.delayAcks(), "NODELAYACKS"),
                o.share() == Share.NONE ? "" : o.share(),
                o.bind().map(a -> "BIND " + a).orElse(""),
                o.saf().isEmpty() ? "" : "SAF " + o.saf());
    }

    private static String source(SourceIp s) {
        return joined(
                s.destination().map(d -> "DESTINATION " + d).orElse("JOBNAME " + s.jobName()),
                s.source().map(Object::toString).orElse(s.sourceInterface()),
                s.direction() == Direction.CLIENT ? "" : s.direction());
    }

    private static String autolog(AutologEntry e) {
        String quote = e.parameters().indexOf('\'') < 0 ? "'" : "\"";
        return joined(
                e.procedure(),
                e.jobName().equals(e.procedure()) ? "" : "JOBNAME " + e.jobName(),
                e.parameters().isEmpty() ? "" : "PARMSTRING " + quote + e.parameters() + quote);
    }
}
