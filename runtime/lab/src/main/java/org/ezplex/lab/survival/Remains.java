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
    private static final String RELAY = "[ADMITTED]";
    private static final long A_MOMENT_NANOS = 300_000_000;

    private final Lab lab;
    private final Map<String, Set<String>> before = new HashMap<>();

    /** Notes what the hosts' rules and routes are now. */
    public Remains(Lab lab) {
        this.lab = lab;
        lab.systems().forEach(system -> before.put(system.name(), ip(system).others(Lab.DVIPAS)));
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
            Lab.DVIPAS.forEach(dvipa -> watchers.put(dvipa, new Watcher(watcher, dvipa)));
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
        Lab.DVIPAS.forEach(dvipa -> answering(dvipa, watchers.get(dvipa), complaints));
        for (LabSystem system : lab.systems()) {
            try {
                if (system.running()) {
                    running(system, owner, complaints);
                } else {
                    down(system, complaints);
                }
            } catch (LabException e) {
                complaints.add(e.getMessage());
            }
        }
        return complaints;
    }

    private void running(LabSystem system, String owner, List<String> complaints) {
        IpOutput host = ip(system);
        for (String dvipa : Lab.DVIPAS) {
            owns(system, dvipa, owner, complaints);
            sysplex(system, dvipa, owner, complaints);
            adapter(system, dvipa, owner, complaints);
            named(system, host, dvipa, complaints);
        }
        // What ends at a system that does not run nobody reports: it is known for minutes.
        if (lab.systems().stream().allMatch(LabSystem::running) && Reports.connections(system) > 0) {
            complaints.add(system.name() + " knows of connections");
        }
        more(system, host, complaints);
    }

    /** What a system that was killed had as a target is there until it starts again. */
    private static void down(LabSystem system, List<String> complaints) {
        IpOutput host = ip(system);
        for (String dvipa : Lab.DVIPAS) {
            host.strange(dvipa).forEach(line -> complaints.add(system.name() + ", which is down, has: " + line));
        }
    }

    private void more(LabSystem system, IpOutput host, List<String> complaints) {
        Set<String> more = new TreeSet<>(host.others(Lab.DVIPAS));
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

    /** An internal address only where the stack has a part in it, and nothing else that names it anywhere. */
    private static void named(LabSystem system, IpOutput host, String dvipa, List<String> complaints) {
        boolean part = system.console("netstat vipadyn max all --json").rows().stream()
                .filter(row -> host(row).equals(dvipa))
                .anyMatch(row -> row.getBoolean("target"));
        if (part && !host.internal(dvipa)) {
            complaints.add(system.name() + " lacks " + dvipa + ", a target");
        }
        List<String> strange = part ? host.strange(dvipa) : host.naming(dvipa);
        strange.forEach(
                line -> complaints.add(system.name() + (part ? ", a target, has: " : ", no target, has: ") + line));
    }

    private static String host(JsonObject row) {
        return text(row, "address").split("/", 2)[0];
    }

    private static String text(JsonObject row, String name) {
        return ((JsonString) row.get(name)).getString();
    }

    private static IpOutput ip(LabSystem system) {
        return IpOutput.of(system.shell(IpOutput.SCRIPT));
    }
}
