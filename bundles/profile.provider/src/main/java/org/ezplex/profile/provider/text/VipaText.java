// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import static org.ezplex.profile.provider.text.Writing.joined;
import static org.ezplex.profile.provider.text.Writing.when;

import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ServiceManager;
import org.ezplex.profile.VipaRange;

/** The VIPADYNAMIC block. */
final class VipaText {
    private final Writing writing;

    VipaText(Writing writing) {
        this.writing = writing;
    }

    void write(Profile profile) {
        boolean empty = profile.dvipas().isEmpty()
                && profile.ranges().isEmpty()
                && profile.routes().isEmpty()
                && profile.serviceManager().isEmpty();
        if (empty) {
            return;
        }
        writing.frame("VIPADYNAMIC");
        profile.dvipas().forEach(this::dvipa);
        profile.ranges().forEach(this::range);
        profile.routes().forEach(r -> writing.statement("VIPAROUTE", r.dynamicXcf(), r.target()));
        profile.serviceManager().ifPresent(this::manager);
        profile.distributions()
                .forEach(d -> writing.statement("VIPADISTRIBUTE", DistributionText.of(d, name(profile, d))));
        writing.frame("ENDVIPADYNAMIC");
    }

    private void dvipa(DvipaDefinition d) {
        boolean moveable = d.moveable() != Moveable.NONE;
        writing.statement(
                d.backup() ? "VIPABACKUP " + d.rank() : "VIPADEFINE",
                d.tier() == 0 ? "" : "TIER" + d.tier(),
                when(d.cpcScope(), "CPCSCOPE"),
                moveable ? "MOVEABLE " + d.moveable() : "",
                when(d.serviceManager(), "SERVICEMGR"),
                d.address().address().isV4() ? ipv4(d.address(), moveable) : d.interfaceName() + " " + d.address());
    }

    private static String ipv4(IpPrefix prefix, boolean masked) {
        return masked
                ? mask(prefix.length()) + " " + prefix.address()
                : prefix.address().toString();
    }

    private static IpAddress mask(int length) {
        return IpAddress.v4(-1 << (32 - length));
    }

    private void range(VipaRange r) {
        writing.statement(
                "VIPARANGE",
                "MOVEABLE " + r.moveable(),
                r.interfaceName().isEmpty() ? ipv4(r.prefix(), true) : r.interfaceName() + " " + r.prefix(),
                r.saf().isEmpty() ? "" : "SAF " + r.saf());
    }

    private void manager(ServiceManager m) {
        writing.statement(
                "VIPASMPARMS",
                m.group().map(g -> "SMMCAST " + g).orElse(""),
                m.port() == 0 ? "" : "SMPORT " + m.port(),
                // That there was one is all that is known.
                when(m.password(), "SMPASS NOTKEPT"));
    }

    /** What a VIPADISTRIBUTE calls the DVIPA. */
    private static String name(Profile profile, Distribution d) {
        return d.dvipa().isV4()
                ? d.dvipa().toString()
                : profile.dvipas().stream()
                        .filter(dvipa -> dvipa.address().address().equals(d.dvipa()))
                        .map(DvipaDefinition::interfaceName)
                        .findFirst()
                        .orElse(joined(d.dvipa()));
    }
}
