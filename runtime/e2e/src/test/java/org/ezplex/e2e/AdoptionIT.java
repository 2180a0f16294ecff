// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The only owner is killed: its kernel goes on, and its next run goes on with what the kernel has. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdoptionIT {
    private static final int LEASE_MILLIS = 300_000;
    private static final int WEB = 8081;
    private static final int OPENED = 20;
    private static final Pattern ADOPTED = Pattern.compile("EZX4007I .*GOES ON WITH (\\d+) CONNECTIONS");

    private Scene scene;
    private Tidy tidy;

    @BeforeAll
    void open() {
        LabPlan plan = LabPlan.standard()
                .named("adoption")
                .withAdapter(LabPlan.Adapter.ACCELERATOR)
                .configured("org.ezplex.osa", Map.of("leaseMillis", LEASE_MILLIS));
        scene = new Scene(plan, Scene.DEFINE + Scene.distribute(WEB), "");
        tidy = new Tidy(scene);
        KernelPath.assumeTaken(scene.system("SYS1"));
    }

    @AfterAll
    void close() {
        if (scene != null) {
            scene.close();
        }
    }

    @Test
    @Order(1)
    void whatTheKernelHasOpenedWhenTheSystemIsKilledIsOpenWhenItIsBack() {
        LabSystem owner = scene.system("SYS1");
        LabSystem server = scene.system("SYS2");
        server.startServer(WEB);
        Wait.forCondition("SYS2 to be ready", Scene.PATIENCE, () -> Reports.ready(owner, Lab.DVIPA4, WEB)
                .contains("SYS2"));
        long before = KernelPath.counter(owner, "ACCELERATED SYN");
        LabHost.Background load;
        try (Deaf client = new Deaf(scene.lab().host("CLIENT1"))) {
            server.exec("ip", "neigh", "flush", "dev", "lan0").output();
            load = Load.start(
                    client.host(), Lab.DVIPA4, WEB, OPENED, "--threads", "" + OPENED, "--timeout-ms", "60000");
            Wait.forCondition(
                    "the kernel to have opened most of them",
                    Scene.PATIENCE,
                    () -> KernelPath.counter(owner, "ACCELERATED SYN") - before > OPENED / 2);
            owner.kill();
        }
        owner.launch();
        awaitAdoption(owner);
        assertThat(adopted(owner)).isGreaterThan(OPENED / 2);
        Load outcome = Load.outcome(load);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.served()).isEqualTo(Map.of("SYS2", (long) OPENED));
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
    }

    /** How many connections it says that its kernel went on with. */
    private static int adopted(LabSystem system) {
        Matcher message = ADOPTED.matcher(KernelPath.messages(system));
        assertThat(message.find()).isTrue();
        return Integer.parseInt(message.group(1));
    }

    private static void awaitAdoption(LabSystem system) {
        system.awaitConsole();
        Wait.forCondition("SYS1 to say EZX4007I", Scene.PATIENCE, () -> KernelPath.said(system, "EZX4007I"));
    }

    @Test
    @Order(2)
    void whatTheKernelForwardsGoesOnWhileTheSystemIsAwayAndWhenItIsBack() {
        LabSystem system = scene.system("SYS1");
        scene.hold();
        assertThat(scene.lost()).isEmpty();
        system.kill();
        assertThat(scene.lost("SYS1")).as("lost while there was no system").isEmpty();
        system.launch();
        assertThat(scene.lost("SYS1")).as("lost while it started").isEmpty();
        awaitAdoption(system);
        assertThat(scene.lost("SYS1")).as("lost when it went on").isEmpty();
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
        assertThat(scene.lost("SYS1")).as("lost when it was back").isEmpty();
        tidy.check("SYS1");
        system.stop();
        assertThat(system.exec("tc", "qdisc", "show", "dev", "lan0").output())
                .as("left in the kernel")
                .doesNotContain("clsact");
    }
}
