// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.ezplex.lab.survival.Owners;

/** What has to be true once all is over: one owner, one station that answers, and nothing left over on any host. */
final class Tidy {
    private static final String ROUTES =
            "ip rule; ip -6 rule; ip route show table all; ip -6 route show table all; ip -o link | cut -d: -f2";
    private static final List<String> NOT_LEFT_OVER = List.of(Lab.DVIPA4, Lab.DVIPA6, "ezd0");
    private static final String RELAY = "[ADMITTED]";

    /** A former owner relays stragglers for so long. */
    private static final Duration RELAYS = Duration.ofSeconds(30);

    private static final long A_MOMENT_NANOS = 300_000_000;

    private final Scene scene;
    private final Map<String, Set<String>> before = new HashMap<>();

    /** Notes what the hosts' rules and routes are now. */
    Tidy(Scene scene) {
        this.scene = scene;
        scene.lab().systems().forEach(system -> before.put(system.name(), routes(system)));
    }

    /** Ends the connections, waits until everything is as it should be but for relays, and says what is not. */
    void settled(String owner) {
        await(owner, false);
    }

    /** As {@link #settled}, and no former owner relays what still comes to it. */
    void check(String owner) {
        await(owner, true);
    }

    /** The end of a class: {@link #check}, and the lab is taken down in any case. Either may be null: what could not be set up. */
    static void end(Scene scene, Tidy tidy, String owner) {
        try {
            if (tidy != null) {
                tidy.check(owner);
            }
        } finally {
            if (scene != null) {
                scene.close();
            }
        }
    }

    private void await(String owner, boolean relaysOver) {
        scene.drop();
        List<String> complaints = new ArrayList<>();
        Wait.until(relaysOver ? RELAYS.plus(Scene.PATIENCE) : Scene.PATIENCE, () -> {
            complaints.clear();
            complaints.addAll(complaints(owner));
            complaints.removeIf(complaint -> !relaysOver && complaint.contains(RELAY));
            return complaints.isEmpty();
        });
        assertThat(complaints).as("what is left over").isEmpty();
    }

    private List<String> complaints(String owner) {
        List<String> complaints = new ArrayList<>();
        for (String dvipa : Scene.BOTH) {
            List<String> owners = scene.owners(dvipa);
            if (!owners.equals(List.of(owner))) {
                complaints.add(dvipa + " is active on " + owners);
            }
            answering(dvipa, complaints);
            for (LabSystem system : scene.running()) {
                try {
                    sysplex(system, dvipa, owner, complaints);
                    adapter(system, dvipa, owner, complaints);
                    loopback(system, dvipa, complaints);
                } catch (LabException e) {
                    complaints.add(e.getMessage());
                }
            }
        }
        for (LabSystem system : scene.running()) {
            if (Reports.connections(system) > 0) {
                complaints.add(system.name() + " knows of connections");
            }
            Set<String> more = new TreeSet<>(routes(system));
            more.removeAll(before.get(system.name()));
            more.forEach(line -> complaints.add(system.name() + " has more than before: " + line));
        }
        return complaints;
    }

    /** One station on the LAN answers. */
    private void answering(String dvipa, List<String> complaints) {
        long from = System.nanoTime() - A_MOMENT_NANOS;
        Set<String> macs = scene.answered(dvipa, from).stretches().stream()
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
                .filter(line -> NOT_LEFT_OVER.stream().noneMatch(line::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
