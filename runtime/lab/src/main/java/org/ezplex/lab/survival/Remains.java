// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;

/**
 * What is not as it should be in a lab once all is over and all connections are closed: of each DVIPA there is one owner, one station
 * answers for it, and nothing is left over on any host.
 */
public final class Remains {
    private static final String ROUTES =
            "ip rule; ip -6 rule; ip route show table all; ip -6 route show table all; ip -o link | cut -d: -f2";
    private static final List<String> BOTH = List.of(Lab.DVIPA4, Lab.DVIPA6);
    private static final List<String> NO_REMAINS = List.of(Lab.DVIPA4, Lab.DVIPA6, "ezd0");
    private static final String RELAY = "[ADMITTED]";
    private static final long A_MOMENT_NANOS = 300_000_000;

    private final Lab lab;
    private final Map<String, Set<String>> before = new HashMap<>();

    /** Notes what the hosts' rules and routes are now. */
    public Remains(Lab lab) {
        this.lab = lab;
        lab.systems().forEach(system -> before.put(system.name(), routes(system)));
    }

    /**
     * Waits until all is as it should be. A former owner may still relay what comes to it, as it does for half a minute.
     *
     * @param owner of both DVIPAs
     * @param watcher a host that has nothing else to do with them
     * @return what is not as it should be even then, a line each
     */
    public List<String> settled(String owner, LabHost watcher, Duration patience) {
        Map<String, Watcher> watchers = new HashMap<>();
        try {
            BOTH.forEach(dvipa -> watchers.put(dvipa, new Watcher(watcher, dvipa)));
            return await(owner, watchers, patience, false);
        } catch (LabException e) {
            return List.of(e.getMessage());
        } finally {
            watchers.values().forEach(Watcher::close);
        }
    }

    /**
     * The same, with watchers that run already.
     *
     * @param watchers by DVIPA
     * @param relaysOver whether no former owner may relay any more
     */
    public List<String> await(String owner, Map<String, Watcher> watchers, Duration patience, boolean relaysOver) {
        List<String> complaints = new ArrayList<>();
        Wait.until(patience, () -> {
            complaints.clear();
            complaints.addAll(complaints(owner, watchers));
            complaints.removeIf(complaint -> !relaysOver && complaint.contains(RELAY));
            return complaints.isEmpty();
        });
        return complaints;
    }

    private List<String> complaints(String owner, Map<String, Watcher> watchers) {
        List<String> complaints = new ArrayList<>();
        List<LabSystem> running =
                lab.systems().stream().filter(LabSystem::running).toList();
        BOTH.forEach(dvipa -> answering(dvipa, watchers.get(dvipa), complaints));
        for (LabSystem system : running) {
            try {
                for (String dvipa : BOTH) {
                    owns(system, dvipa, owner, complaints);
                    sysplex(system, dvipa, owner, complaints);
                    adapter(system, dvipa, owner, complaints);
                    loopback(system, dvipa, complaints);
                }
                system(system, complaints);
            } catch (LabException e) {
                complaints.add(e.getMessage());
            }
        }
        return complaints;
    }

    private void system(LabSystem system, List<String> complaints) {
        if (Reports.connections(system) > 0) {
            complaints.add(system.name() + " knows of connections");
        }
        Set<String> more = new TreeSet<>(routes(system));
        more.removeAll(before.getOrDefault(system.name(), Set.of()));
        more.forEach(line -> complaints.add(system.name() + " has more than before: " + line));
    }

    private static void owns(LabSystem system, String dvipa, String owner, List<String> complaints) {
        boolean owns = Reports.activeDvipas(system).contains(dvipa);
        if (owns != system.name().equals(owner)) {
            complaints.add(dvipa + (owns ? " is active on " : " is not active on ") + system.name());
        }
    }

    /** One station on the LAN answers. */
    private static void answering(String dvipa, Watcher watcher, List<String> complaints) {
        long from = System.nanoTime() - A_MOMENT_NANOS;
        Set<String> macs = watcher.since(from).stretches().stream()
                .map(Owners.Stretch::mac)
                .collect(Collectors.toSet());
        if (macs.size() != 1) {
            complaints.add("for " + dvipa + " answer " + macs);
        }
    }

    /** All see the same owner, and nobody is on the way from one state to another. */
    private static void sysplex(LabSystem system, String dvipa, String owner, List<String> complaints) {
        List<JsonObject> stacks = system.console("display sysplex vipadyn --json").rows().stream()
                .filter(row -> host(row).equals(dvipa))
                .flatMap(row -> row.getJsonArray("stacks").getValuesAs(JsonObject.class).stream())
                .toList();
        if (stacks.isEmpty()
                || !stacks.get(0).getString("mvsname").equals(owner)
                || !stacks.get(0).getString("status").equals("ACTIVE")) {
            complaints.add(system.name() + " sees another owner of " + dvipa + ": " + stacks);
        }
        if (stacks.stream().anyMatch(row -> !Set.of("ACTIVE", "BACKUP").contains(row.getString("status")))) {
            complaints.add(system.name() + " sees " + dvipa + " on the move: " + stacks);
        }
    }

    /** Only the owner's adapter has the address. */
    private static void adapter(LabSystem system, String dvipa, String owner, List<String> complaints) {
        List<String> states = system.console("display osainfo --json").rows().stream()
                .flatMap(row -> row.getJsonArray("oat").getValuesAs(JsonObject.class).stream())
                .filter(entry -> text(entry, "address").equals(dvipa))
                .map(entry -> entry.getString("state"))
                .toList();
        if (!states.equals(system.name().equals(owner) ? List.of("REGISTERED") : List.of())) {
            complaints.add("the adapter of " + system.name() + " has " + dvipa + " " + states);
        }
    }

    /** An internal address only where the stack has a part in it. */
    private static void loopback(LabSystem system, String dvipa, List<String> complaints) {
        boolean there = system.shell("ip -o address show dev lo").contains(" " + dvipa + "/");
        boolean part = system.console("netstat vipadyn max all --json").rows().stream()
                .filter(row -> host(row).equals(dvipa))
                .anyMatch(row -> row.getBoolean("target"));
        if (there != part) {
            complaints.add(
                    system.name() + (there ? " has " : " lacks ") + dvipa + (part ? ", a target" : ", no target"));
        }
    }

    private static String host(JsonObject row) {
        return text(row, "address").split("/", 2)[0];
    }

    private static String text(JsonObject row, String name) {
        return ((JsonString) row.get(name)).getString();
    }

    /**
     * The rules, routes and interfaces that do not come with a part in a DVIPA. The data device, and the route that the kernel gives
     * it, is the stack's own: it is made when first needed, and stays as long as the stack runs.
     */
    private static Set<String> routes(LabSystem system) {
        return system.shell(ROUTES)
                .lines()
                .map(String::strip)
                .filter(line -> NO_REMAINS.stream().noneMatch(line::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
