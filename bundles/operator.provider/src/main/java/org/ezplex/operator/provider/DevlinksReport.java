// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.osa.OsaInfo;
import org.ezplex.tcpip.StackInterface;

/** NETSTAT DEVLINKS: the interfaces of the host, with the shared adapter that drives one. */
final class DevlinksReport {
    private DevlinksReport() {}

    /**
     * An interface, as programs read it.
     *
     * @param link the host's interface
     * @param osa the adapter that drives it
     */
    record Device(StackInterface link, Optional<OsaInfo> osa) {}

    static Report of(Heading heading, List<StackInterface> links, List<OsaInfo> adapters, ReportOptions options) {
        List<Device> rows = links.stream()
                .map(link -> new Device(link, adapter(link, adapters)))
                .toList();
        List<Device> shown = rows.stream().limit(options.max()).toList();
        Report.Lines lines = new Report.Lines().add(heading.netstat());
        shown.forEach(device -> describe(lines, device, options.detail()));
        return lines.end(shown.size(), rows.size()).report(shown);
    }

    private static Optional<OsaInfo> adapter(StackInterface link, List<OsaInfo> adapters) {
        return adapters.stream()
                .filter(osa -> osa.interfaceName().equals(link.name()))
                .findFirst();
    }

    private static void describe(Report.Lines lines, Device device, boolean detail) {
        StackInterface link = device.link();
        lines.add("IntfName: %-16s  IntfType: %-9s  IntfStatus: %s", link.name(), type(device), status(link))
                .add("  Index: %-4d  MacAddr: %s  ActMtu: %d", link.index(), link.mac(), link.mtu());
        device.osa()
                .ifPresent(osa -> lines.add(
                        "  VMacAddr: %s  Driver: %s  DataPath: %s", osa.vmac(), osa.driver(), osa.dataPath()));
        if (detail) {
            device.osa().ifPresent(osa -> osa.counters()
                    .forEach((name, value) -> lines.add("    %-24s %d", name + ":", value)));
        }
    }

    private static String type(Device device) {
        if (device.osa().isPresent()) {
            return "IPAQENET";
        }
        return device.link().name().equals("lo") ? "LOOPBACK" : "HOST";
    }

    private static String status(StackInterface link) {
        if (!link.up()) {
            return "Not Active";
        }
        return link.carrier() ? "Ready" : "Not Ready";
    }
}
