// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The console's reports as records. */
public final class Reports {
    private static final String GROUP = "EZBTCPCS";

    private Reports() {}

    /**
     * A row of the destination port table.
     *
     * @param dvipa destination address
     * @param port destination port
     * @param target the target's dynamic XCF address
     * @param system the target's system
     * @param ready listeners ready there
     * @param total connections ever sent there
     * @param active connections there now
     */
    public record Destination(
            String dvipa, int port, String target, String system, int ready, long total, long active) {}

    /**
     * A member of the XCF group.
     *
     * @param name its name
     * @param system its system
     * @param state its state
     */
    public record Member(String name, String system, String state) {}

    /** The members of the stacks' XCF group as {@code system} sees them. */
    public static List<Member> members(LabSystem system) {
        return rows(system, "display xcf group " + GROUP + " --json").stream()
                .map(row -> new Member(row.getString("name"), row.getString("system"), row.getString("state")))
                .toList();
    }

    /** How many active members {@code system} sees. */
    public static long activeMembers(LabSystem system) {
        return members(system).stream()
                .filter(member -> member.state().equals("ACTIVE"))
                .count();
    }

    /** The destination port table of {@code system}. */
    public static List<Destination> destinations(LabSystem system) {
        return rows(system, "netstat vdpt max all --json").stream()
                .map(row -> new Destination(
                        row.getString("dvipa"),
                        row.getInt("port"),
                        row.getString("target"),
                        row.getString("member").strip().split(" ", 2)[0],
                        row.getInt("ready"),
                        row.getJsonNumber("totalConnections").longValue(),
                        row.getJsonNumber("activeConnections").longValue()))
                .toList();
    }

    /** The systems that {@code distributor} has ready servers on for one address and port, in the order of the table. */
    public static List<String> ready(LabSystem distributor, String dvipa, int port) {
        return destinations(distributor).stream()
                .filter(row -> row.dvipa().equals(dvipa) && row.port() == port && row.ready() > 0)
                .map(Destination::system)
                .toList();
    }

    /** How many connections {@code system} has in its current routing table, those that ended not counted. */
    public static int connections(LabSystem system) {
        return rows(system, "netstat vcrt max all --json").size();
    }

    /**
     * What {@code system} has of one client in its current routing table, as {@code ADDRESS..PORT TARGET}: the client's side, and the
     * dynamic XCF address it goes to. Client by client even a very large table can be read.
     */
    public static Set<String> routed(LabSystem system, String client) {
        return routed(rows(system, "netstat vcrt ip " + client + " max all --json"));
    }

    static Set<String> routed(List<JsonObject> entries) {
        return entries.stream()
                .map(entry -> {
                    JsonObject connection = entry.getJsonObject("connection");
                    return connection.getString("remote") + ".." + connection.getInt("remotePort") + " "
                            + entry.getString("target");
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many connections to one address and port {@code distributor} has now, by the systems with ready servers. */
    public static Map<String, Long> active(LabSystem distributor, String dvipa, int port) {
        return destinations(distributor).stream()
                .filter(row -> row.dvipa().equals(dvipa) && row.port() == port && row.ready() > 0)
                .collect(Collectors.toMap(Destination::system, Destination::active));
    }

    /** How many established connections {@code system} routes. */
    public static long established(LabSystem system) {
        return counter(system, "ESTABLISHED_NOW");
    }

    /** How many connections owners have left to {@code system}, should they fail. */
    public static long bequeathed(LabSystem system) {
        return counter(system, "BEQUEATHED_NOW");
    }

    private static long counter(LabSystem system, String name) {
        return rows(system, "display distributor --json")
                .get(0)
                .getJsonNumber(name)
                .longValue();
    }

    /** The DVIPAs on {@code system} that it owns. */
    public static List<String> activeDvipas(LabSystem system) {
        return rows(system, "netstat vipadyn max all --json").stream()
                .filter(row -> row.getString("status").equals("ACTIVE")
                        && !row.getString("origin").equals("TARGET"))
                .map(row -> row.getString("address").split("/", 2)[0])
                .toList();
    }

    /** The MAC addresses that the adapters of {@code system} have on the LAN besides their interfaces' own. */
    public static List<String> virtualMacs(LabSystem system) {
        return rows(system, "display osainfo --json").stream()
                .map(row -> row.getJsonObject("info").getString("vmac"))
                .toList();
    }

    private static List<JsonObject> rows(LabSystem system, String command) {
        return system.console(command).rows();
    }
}
