// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A sysplex in network namespaces of this machine. {@link #up} makes one, {@link #attach} finds one that another process made,
 * {@link #close} takes it down. What a lab is, is kept in a folder, so that a later process can go on with it or clear it away.
 */
public final class Lab implements AutoCloseable {
    /** The IPv4 DVIPA of the built-in profiles; SYS1 owns it and distributes {@link #PORT}. */
    public static final String DVIPA4 = "192.0.2.100";

    /** The IPv6 DVIPA of the built-in profiles. */
    public static final String DVIPA6 = "2001:db8:1::100";

    /** Both DVIPAs. */
    public static final List<String> DVIPAS = List.of(DVIPA4, DVIPA6);

    /** The port that the built-in profiles distribute. */
    public static final int PORT = 8080;

    private static final Duration FORMATION = Duration.ofSeconds(60);
    private static final int FIRST_SYSTEM = 10;
    private static final int FIRST_CLIENT = 200;

    private final LabState state;
    private final Network network;
    private final ProcessTable processes;

    private Lab(LabState state) {
        this.state = state;
        this.network = new Network(state.plan().name());
        this.processes = new ProcessTable(state.folder().resolve("processes"));
    }

    /** Why no lab can be made here; empty if one can. */
    public static Optional<String> obstacle() {
        if (!Files.isReadable(Path.of("/proc/self/ns/net"))
                || !System.getProperty("os.name").equals("Linux")) {
            return Optional.of("a lab needs Linux with network namespaces");
        }
        ExecResult id = Commands.tryRun(List.of("id", "-u"), "", Duration.ofSeconds(10));
        return id.stdout().strip().equals("0") ? Optional.empty() : Optional.of("a lab needs root");
    }

    /** Fails if no lab can be made here, or used. */
    static void requirePossible() {
        obstacle().ifPresent(why -> {
            throw new LabException(why + "\nRun this as root, on Linux.");
        });
    }

    /** Fails if this lab cannot be made here and now: for want of root or of the product, or because there is one of its name. */
    public static void requirePossible(LabPlan plan) {
        requirePossible();
        requireUnused(LabState.folderOf(plan.name()));
        if (plan.startSystems()) {
            Distribution.require(plan.distribution());
        }
    }

    static void requireUnused(Path folder) {
        if (inUse(folder)) {
            String name = folder.getFileName().toString();
            throw new LabException("the lab '" + name + "' is up already\nUse it, end it with ./ezplex lab down --name "
                    + name + ", or take another --name.");
        }
    }

    /** Whether there is a lab of that name that is more than the remains of one that was not made to the end. */
    static boolean inUse(String name) {
        return inUse(LabState.folderOf(name));
    }

    private static boolean inUse(Path folder) {
        return LabState.complete(folder)
                || new ProcessTable(folder.resolve("processes")).all().stream().anyMatch(ProcessTable.Entry::alive);
    }

    /** Makes a lab and waits until its systems are up and see each other. What remains of a crashed one of that name is cleared away. */
    public static Lab up(LabPlan plan) {
        Lab lab = new Lab(new LabState(LabState.folderOf(plan.name()), plan));
        lab.claim();
        try {
            lab.build();
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** As {@link #up}, but if it fails, what there is stays to be looked at. */
    static Lab upAndKeep(LabPlan plan) {
        Lab lab = new Lab(new LabState(LabState.folderOf(plan.name()), plan));
        lab.claim();
        lab.build();
        return lab;
    }

    /** The lab of that name. @throws LabException if there is none */
    public static Lab attach(String name) {
        return new Lab(LabState.load(name));
    }

    /** Whether there is a lab of that name, or something left of one. */
    public static boolean exists(String name) {
        return Files.exists(LabState.folderOf(name))
                || !new Network(name).hosts().isEmpty();
    }

    /** Takes down the lab of that name, or what is left of it. Does nothing if there is nothing. */
    public static void down(String name) {
        // By a thread that was interrupted, too: what that leaves undone would be left for good.
        boolean interrupted = Thread.interrupted();
        try {
            new Network(name).delete();
            LabState.delete(name);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What was asked for. */
    public LabPlan plan() {
        return state.plan();
    }

    /** The folder with everything the lab keeps. */
    public Path folder() {
        return state.folder();
    }

    /** The systems there are, whether they are up or not. */
    public List<LabSystem> systems() {
        return names("SYS").map(this::system).toList();
    }

    /** The clients. */
    public List<LabHost> clients() {
        return names("CLIENT").map(this::host).toList();
    }

    /** A system by name. */
    public LabSystem system(String name) {
        return new LabSystem(
                known(name, "SYS"),
                number(name),
                network,
                processes,
                state.folder(),
                state.plan().distribution());
    }

    /** A host by name, system or client. */
    public LabHost host(String name) {
        return name.startsWith("SYS")
                ? system(name)
                : new LabHost(known(name, ""), number(name), network, processes, state.folder());
    }

    /** Adds the next system, down. */
    public LabSystem addSystem() {
        String name = "SYS" + (systems().size() + 1);
        network.createHost(name, number(name), List.of(Network.Lan.values()));
        LabSystem system = system(name);
        system.homeFolder().create(name, number(name), state.key(), state.plan());
        return system;
    }

    /** Adds the next client. */
    public LabHost addClient() {
        String name = "CLIENT" + (clients().size() + 1);
        network.createHost(name, number(name), List.of(Network.Lan.LAN));
        return host(name);
    }

    /** These hosts are cut off from all others, and hear each other. */
    public void split(LabSystem.Cable cable, List<LabHost> hosts) {
        lans(cable).forEach(lan -> network.split(lan, on(lan, hosts)));
    }

    /** Ends {@link #split} of the same hosts. */
    public void join(LabSystem.Cable cable, List<LabHost> hosts) {
        lans(cable).forEach(lan -> network.join(lan, on(lan, hosts)));
    }

    private static Stream<Network.Lan> lans(LabSystem.Cable cable) {
        return Stream.of(Network.Lan.values()).filter(cable::has);
    }

    /** Clients are on the LAN only. */
    private static List<String> on(Network.Lan lan, List<LabHost> hosts) {
        return hosts.stream()
                .filter(host -> lan == Network.Lan.LAN || host instanceof LabSystem)
                .map(LabHost::name)
                .toList();
    }

    /** Captures what crosses {@code host}'s LAN interface and matches {@code filter} (as of tcpdump). */
    public Capture capture(LabHost host, String filter) {
        return Capture.start(host, Network.Lan.LAN.interfaceName(), filter);
    }

    /** Waits until every system that is up sees every other as an active member. */
    public void awaitSysplex() {
        List<LabSystem> up = systems().stream().filter(LabSystem::running).toList();
        up.forEach(LabSystem::awaitConsole);
        for (LabSystem system : up) {
            awaitReport(
                    system.name() + " to see " + up.size() + " active members in its XCF group",
                    () -> Reports.activeMembers(system) >= up.size());
        }
        // The built-in profiles give SYS1 both DVIPAs.
        if (state.plan().profiles().isEmpty()) {
            up.stream()
                    .filter(system -> system.name().equals("SYS1"))
                    .forEach(owner -> awaitReport("SYS1 to own its DVIPAs", () -> Reports.activeDvipas(owner)
                            .containsAll(DVIPAS)));
        }
    }

    /** Takes the lab down: ends what it started, deletes its namespaces and its folder. */
    @Override
    public void close() {
        down(state.plan().name());
    }

    /** The console is there before all the commands are, so a failing command is asked again. */
    private static void awaitReport(String what, BooleanSupplier condition) {
        String[] last = {""};
        boolean done = Wait.until(FORMATION, () -> {
            try {
                return condition.getAsBoolean();
            } catch (LabException e) {
                last[0] = ": " + e.getMessage();
                return false;
            }
        });
        if (!done) {
            throw new LabException("waited " + FORMATION.toSeconds() + " s in vain for " + what + last[0]);
        }
    }

    private void claim() {
        requirePossible(state.plan());
        String name = state.plan().name();
        if (exists(name)) {
            down(name);
        }
        try {
            state.create(randomKey());
        } catch (FileAlreadyExistsException e) {
            throw new LabException("another process is making the lab '" + name + "' just now", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() {
        LabPlan plan = state.plan();
        network.createSwitch();
        for (int i = 0; i < plan.clients(); i++) {
            addClient();
        }
        for (int i = 0; i < plan.systems(); i++) {
            LabSystem system = addSystem();
            if (plan.startSystems()) {
                system.launch();
            }
        }
        awaitSysplex();
        state.markComplete();
    }

    private static byte[] randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return (HexFormat.of().formatHex(key) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private Stream<String> names(String kind) {
        return network.hosts().stream().filter(name -> name.startsWith(kind));
    }

    private String known(String name, String kind) {
        List<String> there = names(kind).toList();
        if (!there.contains(name)) {
            throw new LabException((network.exists(name) ? "that is not for " : "the lab has no host ") + name
                    + "\nIt has " + String.join(", ", there) + ".");
        }
        return name;
    }

    private static int number(String name) {
        return name.startsWith("SYS")
                ? FIRST_SYSTEM + Integer.parseInt(name.substring(3))
                : FIRST_CLIENT + Integer.parseInt(name.substring(6));
    }
}
