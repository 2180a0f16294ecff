// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The kernel opens and forwards connections while the profile wants it, and no failure of a system loses any for that. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AcceleratorIT {
    private static final String ON = "IPCONFIG QDIOACCELERATOR\n";
    private static final String OFF = "IPCONFIG NOQDIOACCELERATOR\n";

    private static final int WEB = 8081;
    private static final int REQUESTS = 300;
    /** Two processors may give the same turn at the same moment, and a turn of Java's is none of the kernel's. */
    private static final int UNEVEN = 10;

    /** Each request opens a connection; how long is longer than it takes to do all that is done meanwhile. */
    private static final String[] WHILE_IT_MOVES = {
        "--threads", "4", "--pause-ms", "20", "--duration-ms", "60000", "--timeout-ms", "10000"
    };

    private Scene scene;
    private Tidy tidy;

    @BeforeAll
    void open() {
        scene = new Scene(
                LabPlan.standard()
                        .named("accel")
                        .configured("org.ezplex.distributor", Map.of("maxEmbryonic", Sysplex.MOST_EMBRYONIC)),
                Scene.DEFINE,
                Scene.backup(200),
                Scene.backup(100));
        tidy = new Tidy(scene);
        assumeTheKernelTakesIt();
    }

    /** A kernel that does not is no fault of this one's. */
    private void assumeTheKernelTakesIt() {
        scene.obeyAll("SYS1", ON);
        KernelPath.assumeTaken(scene.system("SYS1"));
        scene.obeyAll("SYS1", OFF);
        awaitDataPath("SYS1", "PORTABLE");
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @Order(1)
    void establishedConnectionsGoThroughTheKernelFromTheMomentTheProfileSaysSo() {
        scene.hold();
        assertThat(KernelPath.name(scene.system("SYS1"))).isEqualTo("PORTABLE");
        scene.names().forEach(name -> scene.obeyAll(name, ON));
        scene.names().forEach(name -> awaitDataPath(name, "ACCELERATOR"));
        scene.hold();
        assertThat(scene.lost()).isEmpty();
        long kernel = counter("SYS1", "ACCELERATED");
        long java = counter("SYS1", "TO DATA PATH");
        assertThat(scene.lost()).isEmpty();
        assertThat(counter("SYS1", "ACCELERATED") - kernel)
                .as(
                        "segments forwarded in the kernel, against all that came here, opened and ended connections among them")
                .isGreaterThan(counter("SYS1", "TO DATA PATH") - java);
        assertThat(ingress("SYS1")).contains("bpf");
    }

    @Test
    @Order(2)
    void newConnectionsAreOpenedByTheKernelAndSplitAsEver() {
        scene.names().forEach(name -> scene.system(name).startServer(WEB));
        distributeWeb();
        for (String dvipa : Lab.DVIPAS) {
            long kernel = counter("SYS1", "ACCELERATED SYN");
            Load load = Load.run(scene.lab().host("CLIENT1"), dvipa, WEB, REQUESTS);
            assertThat(load.failures()).isEmpty();
            assertThat(load.served()).containsOnlyKeys(scene.names());
            assertThat(load.served().values())
                    .allSatisfy(count -> assertThat(count).isBetween(REQUESTS / 3L - UNEVEN, REQUESTS / 3L + UNEVEN));
            assertThat(counter("SYS1", "ACCELERATED SYN") - kernel)
                    .as("all but a few, as no two that ask at the same moment wait for each other")
                    .isGreaterThan(REQUESTS * 9L / 10);
            assertThat(given(dvipa)).as("connections that netstat vdpt has").isEqualTo(load.served());
        }
    }

    @Test
    @Order(3)
    void newConnectionsAreServedWhileATargetIsQuiescedAndTheirAddressIsGivenAwayAndTakenBack() {
        LabHost client = scene.lab().host("CLIENT1");
        long first = counter("SYS1", "ACCELERATED SYN");
        long second = counter("SYS2", "ACCELERATED SYN");
        List<LabHost.Background> loads = Lab.DVIPAS.stream()
                .map(dvipa -> Load.start(client, dvipa, WEB, 1_000_000, WHILE_IT_MOVES))
                .toList();
        awaitOpened("SYS1", first);
        quiesceAndResume("SYS1");
        console("SYS1", "vary sysplex deactivate ");
        awaitOpened("SYS2", second);
        quiesceAndResume("SYS2");
        long back = counter("SYS1", "ACCELERATED SYN");
        console("SYS1", "vary sysplex reactivate ");
        awaitOpened("SYS1", back);
        for (LabHost.Background load : loads) {
            Load outcome = Load.outcome(load);
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.served()).containsOnlyKeys(scene.names());
        }
    }

    private void awaitOpened(String name, long before) {
        Wait.forCondition(
                "the kernel of " + name + " to open connections",
                Scene.PATIENCE,
                () -> counter(name, "ACCELERATED SYN") - before > REQUESTS);
    }

    private void quiesceAndResume(String owner) {
        LabSystem target = scene.system("SYS3");
        target.console("vary sysplex quiesce target").output();
        awaitWeb(owner, List.of("SYS1", "SYS2"));
        target.console("vary sysplex resume target").output();
        awaitWeb(owner, scene.names());
    }

    private void console(String name, String command) {
        Lab.DVIPAS.forEach(dvipa -> scene.system(name).console(command + dvipa).output());
    }

    /** SYS1 does not know of it any more when it has been away. */
    private void distributeWeb() {
        scene.obey("SYS1", Scene.distribute(WEB));
        awaitWeb("SYS1", scene.names());
    }

    private void awaitWeb(String owner, List<String> names) {
        for (String dvipa : Lab.DVIPAS) {
            Wait.forCondition(
                    names + " to be ready for " + dvipa,
                    Scene.PATIENCE,
                    () -> Reports.ready(scene.system(owner), dvipa, WEB).stream()
                            .sorted()
                            .toList()
                            .equals(names));
        }
    }

    private Map<String, Long> given(String dvipa) {
        return Reports.destinations(scene.system("SYS1")).stream()
                .filter(row -> row.dvipa().equals(dvipa) && row.port() == WEB && row.ready() > 0)
                .collect(Collectors.toMap(Reports.Destination::system, Reports.Destination::total));
    }

    @Test
    @Order(4)
    void anOwnerThatIsKilledLosesNothingThoughItsKernelGoesOn() {
        scene.hold();
        scene.system("SYS1").kill();
        scene.awaitOwner("SYS2");
        assertThat(scene.lost()).as("lost when the owner was killed").isEmpty();
        assertThat(counter("SYS2", "ACCELERATED"))
                .as("segments forwarded in the kernel of the next owner")
                .isPositive();
        back("SYS1");
    }

    @Test
    @Order(5)
    void anOwnerThatIsFrozenLosesNothing() {
        scene.hold();
        scene.system("SYS1").freeze();
        Wait.forCondition("SYS2 to own what SYS1 has", Scene.PATIENCE, () -> owns("SYS2"));
        assertThat(scene.lost()).as("lost when the owner was frozen").isEmpty();
        scene.system("SYS1").thaw();
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        assertThat(scene.lost()).as("lost when it was back").isEmpty();
        tidy.check("SYS1");
    }

    @Test
    @Order(6)
    void aProgramThatSomebodyTakesAwayIsPutThereAgainAndNothingIsLost() {
        scene.hold();
        LabSystem system = scene.system("SYS1");
        system.exec("tc", "qdisc", "del", "dev", "lan0", "clsact").output();
        Wait.forCondition("SYS1 to say EZX4006E", Scene.PATIENCE, () -> KernelPath.said(system, "EZX4006E"));
        assertThat(ingress("SYS1")).contains("bpf");
        long kernel = counter("SYS1", "ACCELERATED");
        assertThat(scene.lost()).isEmpty();
        assertThat(counter("SYS1", "ACCELERATED")).isGreaterThan(kernel);
    }

    @Test
    @Order(7)
    void aSynFloodThatTheKernelForwardsFillsItsPartOfTheTableAndLeavesHonestConnectionsAlone()
            throws URISyntaxException {
        distributeWeb();
        scene.hold();
        int honest = Reports.connections(scene.system("SYS1"));
        long kernel = counter("SYS1", "ACCELERATED SYN");
        try (Deaf attacker = new Deaf(scene.lab().host("CLIENT2"))) {
            SynFloodIT.flood(attacker, WEB);
            assertThat(counter("SYS1", "ACCELERATED SYN") - kernel).isGreaterThan(SynFloodIT.SYNS / 2);
            assertThat(Reports.connections(scene.system("SYS1")))
                    .isBetween(Sysplex.MOST_EMBRYONIC / 2, Sysplex.MOST_EMBRYONIC + honest);
            assertThat(Load.run(scene.lab().host("CLIENT1"), Lab.DVIPA4, WEB, 30)
                            .failures())
                    .isEmpty();
        }
        assertThat(scene.lost()).isEmpty();
    }

    @Test
    @Order(8)
    void whatTheProfileTakesBackIsGoneFromTheKernelAndNothingIsLost() {
        scene.hold();
        scene.names().forEach(name -> scene.obeyAll(name, OFF));
        scene.names().forEach(name -> awaitDataPath(name, "PORTABLE"));
        assertThat(scene.lost()).isEmpty();
        assertThat(ingress("SYS1")).as("left in the kernel").isEmpty();
    }

    private boolean owns(String name) {
        return Lab.DVIPAS.stream()
                .allMatch(dvipa -> Reports.activeDvipas(scene.system(name)).contains(dvipa));
    }

    private void back(String name) {
        scene.system(name).start();
        scene.lab().awaitSysplex();
        scene.obeyAll(name, ON);
        awaitDataPath(name, "ACCELERATOR");
        scene.awaitOwner(name);
        scene.awaitTargets(name, scene.names());
        assertThat(scene.lost()).as("lost when it was back").isEmpty();
        tidy.settled(name);
    }

    private void awaitDataPath(String name, String path) {
        KernelPath.await(scene.system(name), path);
    }

    private long counter(String name, String counter) {
        return KernelPath.counter(scene.system(name), counter);
    }

    /** What hangs at the ingress of a system's interface on the LAN. */
    private String ingress(String name) {
        LabSystem system = scene.system(name);
        return system.exec("tc", "filter", "show", "dev", "lan0", "ingress").output();
    }
}
