// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.ezplex.lab.survival.HeldReport;
import org.ezplex.lab.survival.Owners;
import org.ezplex.lab.survival.Watcher;

/**
 * A sysplex of a test class of its own, with a server on each system. CLIENT1 holds connections of all kinds to both DVIPAs, CLIENT2
 * sees who answers for them.
 */
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What VIPADYNAMIC has on a system that distributes both DVIPAs to all. */
    static final String DISTRIBUTE = distribute(Lab.PORT);

    /** The same of one that is to own them as well. */
    static final String DEFINE =
            """
            VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 %s
            VIPADEFINE MOVEABLE IMMEDIATE V6DVIPA %s/64
            """
                            .formatted(Lab.DVIPA4, Lab.DVIPA6)
                    + DISTRIBUTE;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long AT_ONCE_NANOS = (long) (Cuts.AT_ONCE_MILLIS * NANOS_PER_MILLI);

    private final Path profiles;
    private final Lab lab;
    private final Map<String, Watcher> watchers = new HashMap<>();
    private final Map<String, Holder> holders = new HashMap<>();

    /**
     * Systems SYS1 and so on, with this in their VIPADYNAMIC; SYS1 is to own the DVIPAs. Of a plan with hosts only the systems are down,
     * and {@link #watch} is to be called when some are up.
     */
    Scene(LabPlan plan, String... dynamic) {
        Lab.down(plan.name());
        profiles = write(dynamic);
        lab = Lab.up(plan.hosts(dynamic.length, 2).withProfiles(profiles));
        try {
            lab.systems().forEach(system -> system.startSurvivalServer(Lab.PORT));
            if (plan.startSystems()) {
                watch("SYS1");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Begins to see who answers, and what becomes of connections, when {@code owner} is the one owner. */
    void watch(String owner) {
        awaitOwner(owner);
        awaitTargets(owner, running().stream().map(LabHost::name).toList());
        for (String dvipa : Lab.DVIPAS) {
            watchers.put(dvipa, new Watcher(lab.host("CLIENT2"), dvipa));
        }
        holder("CLIENT1");
    }

    /** VIPADYNAMIC that distributes this port of both to all. */
    static String distribute(int port) {
        return """
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN %1$s PORT %2$d DESTIP ALL
                VIPADISTRIBUTE DEFINE DISTMETHOD ROUNDROBIN V6DVIPA PORT %2$d DESTIP ALL
                """
                .formatted(Lab.DVIPA4, port);
    }

    /** VIPADYNAMIC of a backup of both. */
    static String backup(int rank) {
        return "VIPABACKUP %1$d %2$s\nVIPABACKUP %1$d V6DVIPA %3$s\n".formatted(rank, Lab.DVIPA4, Lab.DVIPA6);
    }

    /** VIPADYNAMIC of a backup that may own both though they have had no owner yet, and then distributes them to all. */
    static String moveableBackup(int rank) {
        return """
                VIPABACKUP %1$d MOVEABLE IMMEDIATE 255.255.255.0 %2$s
                VIPABACKUP %1$d MOVEABLE IMMEDIATE V6DVIPA %3$s/64
                """
                        .formatted(rank, Lab.DVIPA4, Lab.DVIPA6)
                + DISTRIBUTE;
    }

    private static Path write(String... dynamic) {
        try {
            Path folder = Files.createTempDirectory("ezplex-profiles");
            for (int i = 0; i < dynamic.length; i++) {
                Files.writeString(folder.resolve("SYS" + (i + 1) + ".profile"), profile(dynamic[i]));
            }
            // Of those that are added later.
            Files.writeString(folder.resolve("DEFAULT.profile"), profile(""));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String profile(String dynamic) {
        return """
                IPCONFIG  DYNAMICXCF 198.51.100.&SYSCLONE. 255.255.255.0 1  SYSPLEXROUTING
                IPCONFIG6 DYNAMICXCF 2001:db8:2::&SYSCLONE.
                """
                + block(dynamic);
    }

    private static String block(String dynamic) {
        return dynamic.isEmpty() ? "" : "VIPADYNAMIC\n" + dynamic + "ENDVIPADYNAMIC\n";
    }

    Lab lab() {
        return lab;
    }

    LabSystem system(String name) {
        return lab.system(name);
    }

    List<String> names() {
        return lab.systems().stream().map(LabHost::name).toList();
    }

    List<LabSystem> running() {
        return lab.systems().stream().filter(LabSystem::running).toList();
    }

    /** Puts this in force on a system as a VIPADYNAMIC block. */
    void obey(String name, String dynamic) {
        obeyAll(name, block(dynamic));
    }

    /** Puts these statements in force on a system. */
    void obeyAll(String name, String statements) {
        LabSystem system = system(name);
        Path file = system.home().resolve("etc/change.profile");
        try {
            Files.writeString(file, statements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        system.console("vary obeyfile " + file).output();
    }

    // ---- who owns and who serves -----------------------------------------------------------------------------------

    /** The systems that say that they own {@code dvipa}. */
    List<String> owners(String dvipa) {
        return running().stream()
                .filter(system -> Reports.activeDvipas(system).contains(dvipa))
                .map(LabHost::name)
                .toList();
    }

    boolean owns(String name) {
        return Lab.DVIPAS.stream().allMatch(dvipa -> owners(dvipa).equals(List.of(name)));
    }

    /** Waits until that system alone owns both DVIPAs. */
    void awaitOwner(String name) {
        Wait.forCondition(name + " to be the one owner", PATIENCE, () -> owns(name));
    }

    List<String> ready(String owner, String dvipa) {
        return Reports.ready(system(owner), dvipa, Lab.PORT).stream().sorted().toList();
    }

    /** Waits until {@code owner} gives new connections to these systems and no others. */
    void awaitTargets(String owner, List<String> names) {
        for (String dvipa : Lab.DVIPAS) {
            Wait.forCondition("the ready targets of " + dvipa + " to be " + names, PATIENCE, () -> ready(owner, dvipa)
                    .equals(names));
        }
    }

    // ---- what the clients see --------------------------------------------------------------------------------------

    /** Those who see who answers, by DVIPA. */
    Map<String, Watcher> watchers() {
        return Map.copyOf(watchers);
    }

    /** Who has answered for {@code dvipa} since {@code from}, as System.nanoTime. */
    Owners answered(String dvipa, long from) {
        return watchers.get(dvipa).since(from);
    }

    /** For how long two stations have answered for one of the DVIPAs since {@code from}. */
    double twoMillis(long from) {
        return Lab.DVIPAS.stream()
                        .mapToLong(dvipa -> answered(dvipa, from).twoNanos(from))
                        .max()
                        .orElse(0)
                / NANOS_PER_MILLI;
    }

    /** How long after {@code since}, as System.nanoTime, it was until one answered for each DVIPA, and no two. */
    double millisUntilOneAnswers(long since) {
        return Lab.DVIPAS.stream()
                        .mapToLong(dvipa -> answered(dvipa, since).oneSince(since, AT_ONCE_NANOS))
                        .max()
                        .orElseThrow()
                / NANOS_PER_MILLI;
    }

    /** Another client than CLIENT1 that holds connections; begins when it is asked for first, and ends with the scene. */
    Holder holder(String client) {
        return holders.computeIfAbsent(client, name -> new Holder(lab, name));
    }

    /** CLIENT1 has connections of each kind to both DVIPAs; those that live go on. */
    void hold() {
        holder("CLIENT1").hold();
    }

    /** Ends all connections of all clients. */
    void drop() {
        holders.values().forEach(Holder::drop);
    }

    /** Connections of CLIENT1 that do not go on, but for those whose server is out of reach. */
    List<HeldReport> lost(String... outOfReach) {
        return holder("CLIENT1").lost(outOfReach);
    }

    @Override
    public void close() {
        holders.values().forEach(Holder::close);
        watchers.values().forEach(Watcher::close);
        lab.close();
        try (Stream<Path> files = Files.walk(profiles)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
