// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;
import java.util.Optional;

/**
 * A profile in force, normalised: what every statement so far has come to.
 *
 * @param dvipas VIPADEFINE and VIPABACKUP, in the order of the text
 * @param distributions VIPADISTRIBUTE DEFINE, in the order of the text
 * @param ipConfig IPCONFIG and what IPCONFIG6 has in common with it
 * @param ipConfig6 the rest of IPCONFIG6
 * @param ranges VIPARANGE, in the order of the text
 * @param routes VIPAROUTE, in the order of the text
 * @param serviceManager VIPASMPARMS
 * @param globalConfig GLOBALCONFIG
 * @param ports PORT and PORTRANGE, in the order of the text
 * @param sourceIps SRCIP, in the order of the text
 * @param links DEVICE, LINK, INTERFACE and what belongs to them
 * @param autolog AUTOLOG, in the order of the text
 */
public record Profile(
        List<DvipaDefinition> dvipas,
        List<Distribution> distributions,
        IpConfig ipConfig,
        IpConfig6 ipConfig6,
        List<VipaRange> ranges,
        List<VipaRoute> routes,
        Optional<ServiceManager> serviceManager,
        GlobalConfig globalConfig,
        List<PortReservation> ports,
        List<SourceIp> sourceIps,
        Links links,
        List<AutologEntry> autolog) {
    /** Nothing coded. */
    public static final Profile EMPTY = new Profile(List.of(), List.of(), IpConfig.DEFAULT);

    /** Copies lists. */
    public Profile {
        dvipas = List.copyOf(dvipas);
        distributions = List.copyOf(distributions);
        ranges = List.copyOf(ranges);
        routes = List.copyOf(routes);
        ports = List.copyOf(ports);
        sourceIps = List.copyOf(sourceIps);
        autolog = List.copyOf(autolog);
    }

    /** A profile of DVIPAs and their distribution, all else as if nothing were coded. */
    public Profile(List<DvipaDefinition> dvipas, List<Distribution> distributions, IpConfig ipConfig) {
        this(
                dvipas,
                distributions,
                ipConfig,
                IpConfig6.DEFAULT,
                List.of(),
                List.of(),
                Optional.empty(),
                GlobalConfig.DEFAULT,
                List.of(),
                List.of(),
                Links.NONE,
                List.of());
    }
}
