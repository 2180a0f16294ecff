// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Wait;

/** SYS1's cables are pulled and put back while clients are connected; who answers on the LAN is watched all the time. */
final class Cuts implements AutoCloseable {
    /** Around a movement one may still answer what was asked before it. */
    private static final double AT_ONCE_MILLIS = 15;

    private final Scene scene;
    private final Tidy tidy;
    private long begin;
    private long healed;

    Cuts(Scene scene) {
        this.scene = scene;
        this.tidy = new Tidy(scene);
    }

    /** Who does not answer is missed sooner than a lab does otherwise. */
    static LabPlan impatient(LabPlan plan) {
        return plan.configured("org.ezplex.xcf", Map.of("failureDetectionMillis", 1000));
    }

    Scene scene() {
        return scene;
    }

    void begin() {
        scene.hold();
        begin = System.nanoTime();
    }

    void cut(Cable cable) {
        owner().cut(cable);
    }

    void heal(Cable cable) {
        owner().heal(cable);
        healed = System.nanoTime();
    }

    private LabSystem owner() {
        return scene.system("SYS1");
    }

    void awaitOwner(String name) {
        scene.awaitOwner(name);
    }

    /** Waits until somebody else owns both. Who had asked before SYS1 knew that it is cut off was refused, and then another comes first. */
    void awaitAnother() {
        Wait.forCondition("one owner that is not SYS1", Scene.PATIENCE, () -> Scene.BOTH.stream()
                .map(scene::owners)
                .allMatch(owners -> owners.size() == 1 && !owners.contains("SYS1")));
    }

    /** Waits until all is healed: SYS1 is the owner again, as before. */
    void awaitOneOwner() {
        Wait.forCondition("exactly one owner", Scene.PATIENCE, () -> Scene.BOTH.stream()
                .allMatch(dvipa -> scene.owners(dvipa).size() == 1));
        long one = System.nanoTime();
        scene.awaitOwner("SYS1");
        System.out.printf(
                "%s: one owner %.0f ms after healing, SYS1 after %.0f ms%n",
                scene.lab().plan().name(), (one - healed) / 1e6, (System.nanoTime() - healed) / 1e6);
    }

    /** Puts everything back, and checks that never two have answered and that nothing is left over. */
    void end() {
        owner().heal(Cable.ALL);
        scene.lab().awaitSysplex();
        scene.awaitOwner("SYS1");
        double two = scene.twoMillis(begin);
        System.out.printf("%s: two answered for %.1f ms%n", scene.lab().plan().name(), two);
        tidy.settled("SYS1");
        scene.awaitTargets("SYS1", scene.names());
        assertThat(List.of(two)).as("milliseconds with two that answer").allMatch(millis -> millis <= AT_ONCE_MILLIS);
    }

    @Override
    public void close() {
        try {
            tidy.check("SYS1");
        } finally {
            scene.close();
        }
    }
}
