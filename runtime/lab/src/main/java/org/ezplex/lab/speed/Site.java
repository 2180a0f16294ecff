// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;

/** The hosts of a lab that all ways share: a client, and a server for HTTP and for bulk. */
final class Site {
    static final int BULK_PORT = 5201;
    private static final Pattern MAC = Pattern.compile("lladdr ([0-9a-f:]{17})");
    private static final Duration START = Duration.ofSeconds(20);

    private final Lab lab;
    private final boolean ipv6;

    Site(Lab lab, boolean ipv6) {
        this.lab = lab;
        this.ipv6 = ipv6;
        // What other congestion controls make of a path without delay differs from run to run.
        List.of(client(), server()).forEach(Site::plain);
    }

    Lab lab() {
        return lab;
    }

    boolean ipv6() {
        return ipv6;
    }

    LabHost client() {
        return lab.host("CLIENT1");
    }

    LabHost server() {
        return lab.host("SYS2");
    }

    String clientAddress() {
        return ipv6 ? client().address6() : client().address4();
    }

    String serverAddress() {
        return ipv6 ? server().address6() : server().address4();
    }

    String dvipa() {
        return ipv6 ? Lab.DVIPA6 : Lab.DVIPA4;
    }

    /** An address of the LAN that no host and no DVIPA has. */
    String peerAddress(int number) {
        return (ipv6 ? "2001:db8:1::" : "192.0.2.") + (100 + number);
    }

    /** The MAC address that a host of the LAN sends to for an address: it has to ask who has it. */
    static String nextMac(LabHost from, String address) {
        from.exec("bash", "-c", "echo x > /dev/udp/" + address + "/9").output();
        Wait.forCondition(address + " to have a MAC address for " + from.name(), START, () -> neighbor(from, address)
                .find());
        Matcher neighbor = neighbor(from, address);
        if (!neighbor.find()) {
            throw new LabException(from.name() + " has forgotten where " + address + " is");
        }
        return neighbor.group(1);
    }

    private static Matcher neighbor(LabHost from, String address) {
        return MAC.matcher(from.shell("ip neigh show to " + address));
    }

    static void plain(LabHost host) {
        host.shell("cd /proc/sys/net/ipv4; echo cubic > tcp_congestion_control || echo reno > tcp_congestion_control");
    }

    /** Whether a program is installed. */
    static boolean has(LabHost host, String program) {
        return host.exec("sh", "-c", "command -v " + program + " >/dev/null").ok();
    }

    /** A file of the lab with this content. */
    Path file(String name, String content) {
        try {
            return Files.writeString(lab.folder().resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts these statements in force. */
    void obey(LabSystem system, String statements) {
        system.console("vary obeyfile " + file(system.name() + ".change", statements))
                .output();
    }

    /** Starts a program on {@code host}, and waits until it listens on the port. */
    LabHost.Background serve(LabHost host, int port, String key, String... command) {
        LabHost.Background program = host.startProgram(key, List.of(command));
        Wait.forCondition(key + " to listen on port " + port, START, () -> host.listens(port));
        return program;
    }

    /** nginx and iperf3 on the server. */
    void startServers() {
        Path configuration = file(
                "nginx.conf",
                """
                user root;
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_header_timeout 1h;
                  server {
                    listen %2$d backlog=8192;
                    listen [::]:%2$d backlog=8192;
                    location / { return 200 "%3$s\\n"; }
                  }
                }
                """
                        .formatted(lab.folder(), Lab.PORT, server().name()));
        serve(server(), Lab.PORT, "nginx", "nginx", "-c", configuration.toString());
        serve(server(), BULK_PORT, "iperf3", "iperf3", "-s", "-p", Integer.toString(BULK_PORT));
    }
}
