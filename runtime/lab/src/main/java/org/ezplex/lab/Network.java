// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The namespaces, bridges and links of one lab. Everything, the two bridges included, is in namespaces whose names begin with
 * the lab's prefix, so nothing outside is touched and deleting them leaves nothing behind.
 */
final class Network {
    /** The two networks of a lab. */
    enum Lan {
        LAN("lan", 1, "192.0.2.", "2001:db8:1::"),
        XCF("xcf", 2, "198.51.100.", "2001:db8:2::");

        private final String bridge;
        private final int number;
        private final String prefix4;
        private final String prefix6;

        Lan(String bridge, int number, String prefix4, String prefix6) {
            this.bridge = bridge;
            this.number = number;
            this.prefix4 = prefix4;
            this.prefix6 = prefix6;
        }

        String bridge() {
            return bridge;
        }

        /** Where the other part is connected while the network is split. */
        String otherBridge() {
            return bridge + "-other";
        }

        String interfaceName() {
            return bridge + "0";
        }

        String port(String host) {
            return bridge + "-" + host;
        }

        String address4(int number) {
            return prefix4 + number;
        }

        /** The host part reads like the IPv4 one: 2001:db8:1::11 is beside 192.0.2.11. */
        String address6(int number) {
            return prefix6 + number;
        }

        String mac(int host) {
            return String.format(Locale.ROOT, "02:e2:00:00:%02x:%02x", number, host);
        }
    }

    private static final String SWITCH = "SWITCH";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String prefix;

    Network(String labName) {
        LabPlan.checkName(labName);
        prefix = labName.equals(LabPlan.DEFAULT_NAME) ? "ezplex-" : "ezplex-" + labName + "-";
    }

    String namespace(String host) {
        return prefix + host;
    }

    boolean exists(String host) {
        return Files.exists(Path.of("/run/netns", namespace(host)));
    }

    void createSwitch() {
        createNamespace(SWITCH);
        for (Lan lan : Lan.values()) {
            createBridge(lan.bridge());
        }
    }

    private void createBridge(String name) {
        ip(
                SWITCH,
                """
                link add %1$s type bridge stp_state 0 forward_delay 0 mcast_snooping 0
                link set %1$s up
                """
                        .formatted(name));
    }

    void createHost(String host, int number, List<Lan> lans) {
        createNamespace(host);
        for (Lan lan : lans) {
            String port = lan.port(host);
            String nic = lan.interfaceName();
            ip(
                    SWITCH,
                    """
                    link add %1$s type veth peer name %2$s address %3$s netns %4$s
                    link set %1$s master %5$s up
                    """
                            .formatted(port, nic, lan.mac(number), namespace(host), lan.bridge()));
            ip(
                    host,
                    """
                    link set %1$s up
                    address add %2$s/24 broadcast + dev %1$s
                    address add %3$s/64 dev %1$s nodad
                    """
                            .formatted(nic, lan.address4(number), lan.address6(number)));
        }
    }

    /** Takes the host's port on the bridge down or up: its cable is pulled or put back. */
    void setLink(String host, Lan lan, boolean up) {
        ip(SWITCH, "link set " + lan.port(host) + (up ? " up" : " down") + "\n");
    }

    /** The ports of these hosts are on a bridge of their own: they hear each other, and of the others nothing. */
    void split(Lan lan, List<String> hosts) {
        createBridge(lan.otherBridge());
        connect(lan, hosts, lan.otherBridge());
    }

    /** Ends {@link #split}. */
    void join(Lan lan, List<String> hosts) {
        connect(lan, hosts, lan.bridge());
        ip(SWITCH, "link delete " + lan.otherBridge() + "\n");
    }

    private void connect(Lan lan, List<String> hosts, String bridge) {
        StringBuilder batch = new StringBuilder();
        hosts.forEach(host -> batch.append("link set " + lan.port(host) + " master " + bridge + "\n"));
        ip(SWITCH, batch.toString());
    }

    /**
     * The host is deaf to these senders: the bridge drops what it would send to the host from their MAC addresses.
     *
     * <pre>
     *  0 ld [6]; 1 jeq first four octets, else 5; 2 ldh [10]; 3 jeq last two, else 5; 4 ret TC_ACT_SHOT; 5 ret TC_ACT_UNSPEC
     * </pre>
     */
    void setDeaf(String host, Lan lan, List<String> macs) {
        String port = lan.port(host);
        StringBuilder batch = new StringBuilder("qdisc replace dev " + port + " clsact\n");
        for (String mac : macs) {
            long bits = Long.parseLong(mac.replace(":", ""), 16);
            batch.append(String.format(
                    Locale.ROOT,
                    "filter add dev %s egress bpf da bytecode \"6,32 0 0 6,21 0 3 %d,40 0 0 10,21 0 1 %d,6 0 0 2,6 0 0 4294967295\"%n",
                    port,
                    bits >>> 16,
                    bits & 0xffff));
        }
        tc(batch.toString());
    }

    /** The host hears everybody again, if it did not. */
    void setHearing(String host, Lan lan) {
        String port = lan.port(host);
        // What is not there cannot be deleted.
        tc("qdisc replace dev " + port + " clsact\nqdisc delete dev " + port + " clsact\n");
    }

    private void tc(String batch) {
        Commands.tryRun(List.of("tc", "-n", namespace(SWITCH), "-batch", "-"), batch, PATIENCE)
                .output();
    }

    /** Makes ready to do that. */
    Trigger armedLinks(String host, List<Lan> lans, boolean up) {
        String lines = lans.stream()
                .map(lan -> "link set " + lan.port(host) + (up ? " up" : " down") + "\n")
                .collect(java.util.stream.Collectors.joining());
        return Trigger.armed(List.of("ip", "-n", namespace(SWITCH), "-batch", "-"), lines);
    }

    boolean linkUp(String host, Lan lan) {
        String state = Commands.run("ip", "-n", namespace(SWITCH), "-o", "link", "show", lan.port(host));
        return state.contains(",UP,") || state.contains(",UP>");
    }

    /** The command that runs {@code command} inside a namespace. */
    List<String> inside(String host, List<String> command) {
        var all = new java.util.ArrayList<>(List.of("ip", "netns", "exec", namespace(host)));
        all.addAll(command);
        return all;
    }

    /** Hosts of this lab that have a namespace, the switch not among them. */
    List<String> hosts() {
        return Namespaces.withPrefix(prefix).stream()
                .filter(host -> !host.equals(SWITCH))
                .toList();
    }

    /** Ends every process inside the lab's namespaces and deletes them. */
    void delete() {
        for (String host : Namespaces.withPrefix(prefix)) {
            Namespaces.empty(namespace(host));
            Commands.run("ip", "netns", "delete", namespace(host));
        }
    }

    private void createNamespace(String host) {
        Commands.run("ip", "netns", "add", namespace(host));
        // No duplicate address detection and no router discovery: addresses are usable at once. The rest as on a plain
        // host.
        String settings =
                """
                for c in all default; do
                  echo 0 > /proc/sys/net/ipv6/conf/$c/accept_dad
                  echo 0 > /proc/sys/net/ipv6/conf/$c/accept_ra
                  echo 2 > /proc/sys/net/ipv4/conf/$c/rp_filter
                done
                echo 0 > /proc/sys/net/ipv6/conf/default/dad_transmits
                echo 0 > /proc/sys/net/ipv6/conf/default/router_solicitations
                """;
        Commands.run(inside(host, List.of("sh", "-ec", settings)));
        ip(host, "link set lo up\n");
    }

    private void ip(String host, String batch) {
        Commands.tryRun(List.of("ip", "-n", namespace(host), "-batch", "-"), batch, PATIENCE)
                .output();
    }
}
