// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/** Starts the load balancers that are installed here, each as its own documents say; what is not, is said. */
final class Peers {
    static final String NFTLB = "nftlb DSR";
    static final String HAPROXY = "HAProxy TCP";
    static final String DNAT = "nft DNAT";
    private static final int NFTLB_API = 5555;

    private final Site site;
    private final List<Way> ways = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private interface Start {
        Way on(LabHost host, String address);
    }

    Peers(Site site) {
        this.site = site;
    }

    /** Starts them all, each on a client host of the lab from CLIENT2 on. */
    void start() {
        start(1, NFTLB, "nftlb", this::nftlb);
        start(2, HAPROXY, "haproxy", this::haproxy);
        start(3, DNAT, "nft", this::dnat);
    }

    List<Way> ways() {
        return ways;
    }

    List<String> absent() {
        return absent;
    }

    private void start(int number, String name, String program, Start start) {
        LabHost host = site.lab().host("CLIENT" + (1 + number));
        if (!Site.has(host, program)) {
            absent.add(name + " is not here to compare with: apt-get install "
                    + (program.equals("nft") ? "nftables" : program));
            return;
        }
        String address = site.peerAddress(number);
        host.shell("ip address add " + address + (site.ipv6() ? "/64 nodad" : "/24") + " dev " + host.lanInterface());
        Site.plain(host);
        try {
            ways.add(start.on(host, address));
        } catch (LabException e) {
            absent.add(name + " could not be started: " + e.getMessage());
        }
    }

    /** Direct server return: the server has the address too, and does not answer for it. */
    private Way nftlb(LabHost host, String address) {
        LabHost server = site.server();
        server.shell("ip address add " + address + (site.ipv6() ? "/128" : "/32") + " dev lo\n"
                + "echo 1 > /proc/sys/net/ipv4/conf/all/arp_ignore\n"
                + "echo 2 > /proc/sys/net/ipv4/conf/all/arp_announce\n");
        // It wants the server's MAC address in the host's table.
        host.exec("bash", "-c", "echo x > /dev/udp/" + site.serverAddress() + "/9")
                .output();
        Path farm = site.file(
                "nftlb.json",
                """
                {"farms": [{"name": "server", "family": "%s", "mode": "dsr", "protocol": "tcp", "scheduler": "hash",
                  "sched-param": "srcip srcport", "iface": "%s", "virtual-addr": "%s", "virtual-ports": "%d,%d", "state": "up",
                  "backends": [{"name": "backend", "ip-addr": "%s", "state": "up"}]}]}
                """
                        .formatted(
                                site.ipv6() ? "ipv6" : "ipv4",
                                host.lanInterface(),
                                address,
                                Lab.PORT,
                                Site.BULK_PORT,
                                site.serverAddress()));
        return new Peer(
                NFTLB,
                address,
                true,
                List.of(site.serve(host, NFTLB_API, "nftlb", "nftlb", "-k", "key", "-c", farm.toString())));
    }

    private Way haproxy(LabHost host, String address) {
        String bind = site.ipv6() ? "[" + address + "]" : address;
        String server = site.ipv6() ? "[" + site.serverAddress() + "]" : site.serverAddress();
        Path configuration = site.file(
                "haproxy.cfg",
                """
                global
                  maxconn 8000
                  nbthread 1
                defaults
                  mode tcp
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                listen http
                  bind %1$s:%3$d
                  server server %2$s:%3$d
                listen bulk
                  bind %1$s:%4$d
                  server server %2$s:%4$d
                """
                        .formatted(bind, server, Lab.PORT, Site.BULK_PORT));
        return new Peer(
                HAPROXY,
                address,
                false,
                List.of(site.serve(host, Lab.PORT, "haproxy", "haproxy", "-db", "-f", configuration.toString())));
    }

    /** Both ways through this host: destination and source are rewritten. */
    private Way dnat(LabHost host, String address) {
        Path rules = site.file(
                "dnat.nft",
                """
                table %1$s balance {
                  chain in {
                    type nat hook prerouting priority -100
                    %1$s daddr %2$s tcp dport { %4$d, %5$d } dnat to %3$s
                  }
                  chain out {
                    type nat hook postrouting priority 100
                    masquerade
                  }
                }
                """
                        .formatted(
                                site.ipv6() ? "ip6" : "ip", address, site.serverAddress(), Lab.PORT, Site.BULK_PORT));
        // As many connections a second as are asked for would else run out of ports in a few seconds, SYNs that nobody
        // answers too.
        // Segments that are measured with need not be in their window.
        host.shell("set -e\n"
                + "echo 1 > /proc/sys/net/ipv4/ip_forward\n"
                + "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding\n"
                + "nft -f " + rules + "\n"
                + "cd /proc/sys/net/netfilter\n"
                + "echo 1 > nf_conntrack_tcp_timeout_time_wait\n"
                + "echo 1 > nf_conntrack_tcp_timeout_syn_sent\n"
                + "echo 1 > nf_conntrack_tcp_be_liberal\n"
                + "ip route add 198.18.0.0/15 dev " + host.lanInterface() + "\n");
        return new Peer(DNAT, address, true, List.of());
    }
}
