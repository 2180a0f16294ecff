// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.LabSystem.Cable;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** SYS1's cables are pulled and put back while clients are connected; who answers on the LAN is watched all the time. */
final class Cuts implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** Around a movement one may still answer what was asked before it. */
    static final double AT_ONCE_MILLIS = 15;

    static final double LONGEST_MILLIS = 1000;

    private final String name;
    private final String[] profiles;
    private Scene scene;
    private Tidy tidy;
    private final Map<String, Cable> deaf = new HashMap<>();
    private long begin;
    private long healed;

    /** In a lab with {@code name}, one system for each profile. */
    Cuts(String name, String... profiles) {
        this.name = name;
        this.profiles = profiles;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Who does not answer is missed sooner than a lab does otherwise.
        LabPlan impatient =
                LabPlan.standard().named(name).configured("org.ezplex.xcf", Map.of("failureDetectionMillis", 1000));
        scene = new Scene(impatient, profiles);
        tidy = new Tidy(scene);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        scene.hold();
        begin = System.nanoTime();
    }

    Scene scene() {
        return scene;
    }

    void cut(Cable cable) {
        owner().cut(cable);
    }

    void heal(Cable cable) {
        owner().heal(cable);
        healed = System.nanoTime();
    }

    /** From now on {@code receiver} hears nothing of what the others send, which hear it all the same. */
    void deafen(Cable cable, String receiver, String... senders) {
        scene.system(receiver)
                .ignore(cable, Stream.of(senders).map(scene::system).toList());
        deaf.put(receiver, cable);
    }

    /** Lets time go by, and tells who has owned and answered meanwhile. */
    void watchFor(Duration time) {
        long from = System.nanoTime();
        Wait.until(time, () -> false);
        System.out.printf(
                "%s: owners %s, two answered for %.1f ms%n",
                scene.lab().plan().name(),
                Lab.DVIPAS.stream().map(scene::owners).toList(),
                scene.twoMillis(from));
    }

    /** Ends all {@link #deafen}. */
    void hear() {
        deaf.forEach((name, cable) -> scene.system(name).listen(cable));
        deaf.clear();
        healed = System.nanoTime();
    }

    /** Ends all {@link #deafen} on one network. */
    void hear(Cable cable) {
        deaf.keySet().forEach(name -> scene.system(name).listen(cable));
        healed = System.nanoTime();
    }

    /** Two may have answered up to now: nobody could know better. */
    void excuse() {
        begin = System.nanoTime();
    }

    private LabSystem owner() {
        return scene.system("SYS1");
    }

    void awaitOwner(String name) {
        scene.awaitOwner(name);
    }

    /** Waits until somebody else owns both. Who had asked before SYS1 knew that it is cut off was refused, and then another comes first. */
    void awaitAnother() {
        Wait.forCondition("one owner that is not SYS1", Scene.PATIENCE, () -> Lab.DVIPAS.stream()
                .map(scene::owners)
                .allMatch(owners -> owners.size() == 1 && !owners.contains("SYS1")));
    }

    /** Waits until all is healed: SYS1 is the owner again, as before; and within a second of healing one has answered, no two. */
    void awaitOneOwner() {
        Wait.forCondition("exactly one owner", Scene.PATIENCE, () -> Lab.DVIPAS.stream()
                .allMatch(dvipa -> scene.owners(dvipa).size() == 1));
        long one = System.nanoTime();
        scene.awaitOwner("SYS1");
        System.out.printf(
                "%s: one owner %.0f ms after healing, SYS1 after %.0f ms%n",
                scene.lab().plan().name(), (one - healed) / 1e6, (System.nanoTime() - healed) / 1e6);
        assertOneAnsweredInTime();
    }

    /** Within a second of healing one has answered, and since then no two. */
    void assertOneAnsweredInTime() {
        assertThat(scene.millisUntilOneAnswers(healed))
                .as("milliseconds after healing until one answers")
                .isLessThanOrEqualTo(LONGEST_MILLIS);
    }

    /** Puts everything back, and checks that never two have answered and that nothing is left over. */
    @Override
    public void afterEach(ExtensionContext context) {
        hear();
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
    public void afterAll(ExtensionContext context) {
        Tidy.end(scene, tidy, "SYS1");
    }
}
