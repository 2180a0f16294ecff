// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every provider bundle is updated in turn on the owner, then on a target, while connections are held and new ones made: none fails. */
@EndToEnd
class HotSwapIT {
    private static final List<String> PROVIDERS = List.of(
            "settings",
            "profile",
            "autonomics",
            "accelerator",
            "distributor",
            "vipa",
            "xcf",
            "tcpip",
            "osa",
            "system",
            "operator");
    /** What no connection through a target that owns nothing has to do with. */
    private static final List<String> OWNERS = List.of("settings", "profile", "accelerator", "operator");

    private static final List<String> DRIVERS = List.of("org.ezplex.nic.ring", "org.ezplex.nic.pcap");
    private static final int WEB = 8081;
    private static final int REQUESTS = 800;

    @ParameterizedTest
    @EnumSource(
            value = LabPlan.Adapter.class,
            names = {"RING", "ACCELERATOR"})
    void nothingIsLostWhateverIsUpdated(LabPlan.Adapter adapter) {
        LabPlan plan = LabPlan.standard().named("hotswap").withAdapter(adapter);
        try (Scene scene = new Scene(plan, Scene.DEFINE + Scene.distribute(WEB), Scene.backup(10), "")) {
            scene.lab().systems().forEach(system -> system.startServer(WEB));
            if (adapter == LabPlan.Adapter.ACCELERATOR) {
                KernelPath.assumeTaken(scene.system("SYS1"));
            }
            PROVIDERS.forEach(name -> update(scene, "SYS1", "org.ezplex." + name + ".provider"));
            DRIVERS.forEach(name -> update(scene, "SYS1", name));
            // A target's part is the same with either adapter, and these have none.
            if (adapter == LabPlan.Adapter.ACCELERATOR) {
                PROVIDERS.stream()
                        .filter(name -> !OWNERS.contains(name))
                        .forEach(name -> update(scene, "SYS3", "org.ezplex." + name + ".provider"));
            }
        }
    }

    private static void update(Scene scene, String name, String bundle) {
        LabSystem system = scene.system(name);
        scene.hold();
        LabHost.Background load = Load.start(
                scene.lab().host("CLIENT1"), Lab.DVIPA4, WEB, REQUESTS, "--threads", "4", "--timeout-ms", "20000");
        update(system, bundle);
        system.awaitConsole();
        assertThat(scene.lost())
                .as("lost when %s was updated on %s", bundle, name)
                .isEmpty();
        assertThat(Load.outcome(load).failures())
                .as("failed when %s was updated on %s", bundle, name)
                .isEqualTo(Map.of());
        scene.awaitOwner("SYS1");
        scene.awaitTargets("SYS1", scene.names());
    }

    /** That of the console itself, or of what it needs, has no answer. */
    private static void update(LabSystem system, String bundle) {
        try {
            system.console("felix:update " + number(system, bundle));
        } catch (LabException e) {
            assertThat(e).hasMessageContaining("broke off");
        }
    }

    private static String number(LabSystem system, String bundle) {
        Matcher row = Pattern.compile("(\\d+)\\|[^\\n]*\\|" + Pattern.quote(bundle) + " \\(")
                .matcher(system.console("felix:lb -s").output());
        assertThat(row.find()).as("%s is there", bundle).isTrue();
        return row.group(1);
    }
}
