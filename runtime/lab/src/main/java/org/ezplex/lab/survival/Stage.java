// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.lab.ConsoleReply;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;

/** The lab of the survival bench: its systems, their servers, and what is changed about them. */
final class Stage {
    static final String OWNER = "SYS1";

    /** Whose server drains or dies; neither the owner nor its backup. */
    static final String VICTIM = "SYS3";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<Integer> EQUAL = List.of(10);
    private static final List<Integer> UNEQUAL = List.of(40, 10, 20, 5);

    private final Lab lab;
    private final String address;
    private final String profile;
    private final Remains remains;

    Stage(Lab lab, boolean ipv6) {
        this.lab = lab;
        this.address = ipv6 ? Lab.DVIPA6 : Lab.DVIPA4;
        this.profile = read(owner().profile());
        this.remains = new Remains(lab);
    }

    Lab lab() {
        return lab;
    }

    /** The distributed address. */
    String address() {
        return address;
    }

    LabSystem owner() {
        return lab.system(OWNER);
    }

    /** All up, joined, with a server each, and the owner the owner. */
    void settle() {
        for (LabSystem system : lab.systems()) {
            if (!system.running()) {
                system.launch();
            }
            if (system.survivalServer(Lab.PORT).isEmpty()) {
                system.startSurvivalServer(Lab.PORT);
            }
        }
        lab.awaitSysplex();
        Wait.forCondition(OWNER + " to own " + address, PATIENCE, () -> Reports.activeDvipas(owner())
                .contains(address));
    }

    /** Every system's server is given connections. */
    void awaitTargets() {
        awaitTargets(lab.systems().stream().map(LabHost::name).toList());
    }

    private void awaitTargets(List<String> names) {
        Wait.forCondition(
                OWNER + " to have the ready targets " + String.join(", ", names),
                PATIENCE,
                () -> Reports.ready(owner(), address, Lab.PORT).stream()
                        .sorted()
                        .toList()
                        .equals(names));
    }

    private void awaitTargetsBut(String name) {
        awaitTargets(lab.systems().stream()
                .map(LabHost::name)
                .filter(other -> !other.equals(name))
                .toList());
    }

    /** The server that is to die. */
    LabHost.Background victimServer() {
        return lab.system(VICTIM)
                .survivalServer(Lab.PORT)
                .orElseThrow(() -> new LabException("there is no server on " + VICTIM));
    }

    /** What is left over of a cell whose connections are closed. */
    List<String> leftOver() {
        return remains.settled(OWNER, lab.host("CLIENT2"), PATIENCE);
    }

    /** The server that died is back. */
    void revive() {
        LabSystem victim = lab.system(VICTIM);
        if (victim.survivalServer(Lab.PORT).isEmpty()) {
            victim.startSurvivalServer(Lab.PORT);
        }
    }

    /**
     * Where the server of each connection runs, by the client's port. Of two that have one of the same port the owner's is the old
     * one: it is the only one that was ever out of reach when the client gave it up.
     */
    Map<Integer, String> connections() {
        Map<Integer, String> where = new HashMap<>();
        remotePorts(owner()).forEach(port -> where.put(port, OWNER));
        lab.systems().stream().filter(system -> !system.name().equals(OWNER)).forEach(system -> remotePorts(system)
                .forEach(port -> where.put(port, system.name())));
        return where;
    }

    private Set<Integer> remotePorts(LabSystem system) {
        return new Sockets(address, Lab.PORT).remotePorts(system);
    }

    /**
     * What a server that could not be reached still has of lost connections must not be taken for others when the client uses
     * their ports again in the next cell.
     */
    void forget(Set<Integer> ports) {
        lab.systems().forEach(system -> new Sockets(address, Lab.PORT).forget(system, ports));
    }

    /** Makes ready what a change needs before connections are made. @return why it cannot be */
    Optional<String> prepare(Change change) {
        return change == Change.WEIGHTS ? distribute(weighted(EQUAL)) : Optional.empty();
    }

    /** Makes the change under the connections there are. @return why it cannot be */
    Optional<String> apply(Change change) {
        return switch (change) {
            case WEIGHTS -> distribute(weighted(UNEQUAL));
            case DRAINING -> {
                lab.system(VICTIM).stopListening(Lab.PORT);
                awaitTargetsBut(VICTIM);
                yield Optional.empty();
            }
            case QUIESCED -> {
                Optional<String> why = command(lab.system(VICTIM), "vary sysplex quiesce target");
                if (why.isEmpty()) {
                    awaitTargetsBut(VICTIM);
                }
                yield why;
            }
            case NONE, DYING -> Optional.empty();
        };
    }

    /** Takes back what {@link #prepare} and {@link #apply} did. */
    void restore(Change change) {
        Optional<String> why =
                switch (change) {
                    case WEIGHTS -> distribute(profile);
                    case DRAINING -> {
                        victimServer().close();
                        revive();
                        yield Optional.empty();
                    }
                    case QUIESCED -> command(lab.system(VICTIM), "vary sysplex resume target");
                    case NONE, DYING -> Optional.empty();
                };
        why.ifPresent(text -> {
            throw new LabException(text);
        });
    }

    /** The owner's profile with another distribution, in force now and when it starts again. */
    private Optional<String> distribute(String text) {
        try {
            Files.writeString(owner().profile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command(owner(), "vary obeyfile " + owner().profile());
    }

    private String weighted(List<Integer> weights) {
        return profile.lines()
                        .map(line -> line.replace("ROUNDROBIN", "WEIGHTEDACTIVE")
                                .replace("DESTIP ALL", "DESTIP " + targets(line.contains("V6DVIPA"), weights)))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private String targets(boolean ipv6, List<Integer> weights) {
        return IntStream.range(0, lab.systems().size())
                .mapToObj(i -> (ipv6 ? "2001:db8:2::" : "198.51.100.") + (11 + i) + " WEIGHT "
                        + weights.get(i % weights.size()))
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> command(LabSystem system, String command) {
        ConsoleReply reply = system.console(command);
        return reply.ok()
                ? Optional.empty()
                : Optional.of(system.name() + "> " + command + ": "
                        + reply.text().strip().lines().reduce((a, b) -> b).orElse("failed"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
