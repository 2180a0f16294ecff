// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.upgrade.BundleChange;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Exchange;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.file.BundleFacts;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class PlannerTest {
    private static final Level LEVEL = new Level("Winter", "0.2.0", "*", "Maker");
    private static final BundleFacts API = api("1.0.0", "1.0");
    private static final BundleFacts PROVIDER = provider("1.0.0", "[1.0,1.1)");
    private static final BundleFacts USER = bundle("user", "1.0.0", Map.of(), List.of(need("p", "[1.0,2)")));
    private static final BundleFacts ENGINE = bundle("engine", "1.0.0", Map.of(), List.of());
    private static final List<BundleFacts> RUNNING = List.of(API, PROVIDER, USER, ENGINE);

    private Map<String, Set<String>> dependents = Map.of("api", Set.of("provider", "user"));

    private static BundleFacts bundle(
            String name, String version, Map<String, List<Version>> exports, List<BundleFacts.Import> imports) {
        String content = name + version + exports + imports;
        return new BundleFacts(name, new Version(version), content, 4, false, false, exports, imports);
    }

    private static BundleFacts.Import need(String name, String range) {
        return new BundleFacts.Import(name, new VersionRange(range));
    }

    private static BundleFacts api(String version, String packageVersion) {
        return bundle("api", version, Map.of("p", List.of(new Version(packageVersion))), List.of())
                .at(3);
    }

    private static BundleFacts provider(String version, String range) {
        return bundle("provider", version, Map.of(), List.of(need("p", range)));
    }

    private UpgradePlan plan(boolean back, BundleFacts... changed) {
        List<BundleFacts> wanted = new ArrayList<>(RUNNING);
        for (BundleFacts bundle : changed) {
            wanted.removeIf(b -> b.symbolicName().equals(bundle.symbolicName()));
            wanted.add(bundle);
        }
        return plan(wanted, back);
    }

    private UpgradePlan plan(List<BundleFacts> wanted, boolean back) {
        return new Planner(RUNNING, dependents, Map.of("javax.net", List.of(new Version("0"))), "engine")
                .plan(LEVEL, "0.1.0", wanted, back);
    }

    private static BundleChange of(UpgradePlan plan, String name) {
        return plan.bundles().stream()
                .filter(b -> b.symbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameFilesChangeNothing() {
        UpgradePlan plan = plan(false);
        assertThat(plan.obstacles()).isEmpty();
        assertThat(plan.count(Change.SAME)).isEqualTo(4);
        assertThat(plan.bundles()).allMatch(b -> b.exchange() == Exchange.NONE);
    }

    @Test
    void aProviderIsExchangedBesideTheOldOneAndNobodyRestarts() {
        UpgradePlan plan = plan(false, provider("1.0.1", "[1.0,1.1)"));
        assertThat(plan.obstacles()).isEmpty();
        assertThat(of(plan, "provider"))
                .isEqualTo(new BundleChange(
                        "provider", Change.CHANGED, "1.0.0", "1.0.1", Exchange.BESIDE, List.of(), "NOTHING"));
        assertThat(Planner.together(plan)).isEmpty();
    }

    @Test
    void twoOfOneVersionCannotBeBesideEachOther() {
        UpgradePlan plan = plan(false, provider("1.0.0", "[1.0,1.2)"));
        assertThat(of(plan, "provider").exchange()).isEqualTo(Exchange.IN_PLACE);
        assertThat(Planner.together(plan)).isEmpty();
    }

    @Test
    void aProviderMaySayThatItCannotBeBesideAnother() {
        BundleFacts plain = provider("1.0.1", "[1.0,1.1)");
        BundleFacts single = new BundleFacts(
                plain.symbolicName(),
                plain.version(),
                plain.sha256(),
                4,
                true,
                false,
                plain.exports(),
                plain.imports());
        assertThat(of(plan(false, single), "provider").exchange()).isEqualTo(Exchange.IN_PLACE);
        UpgradePlan back = new Planner(List.of(single), Map.of(), Map.of(), "engine")
                .plan(LEVEL, "0.2.0", List.of(PROVIDER), true);
        assertThat(of(back, "provider").exchange()).isEqualTo(Exchange.IN_PLACE);
    }

    @Test
    void aHigherMinorVersionOfAnApiTakesItsProviderAndItsUsersWithIt() {
        UpgradePlan plan = plan(false, api("1.1.0", "1.1"), provider("1.1.0", "[1.1,1.2)"));
        assertThat(plan.obstacles()).isEmpty();
        assertThat(of(plan, "api").exchange()).isEqualTo(Exchange.IN_PLACE);
        assertThat(of(plan, "api").restarts()).containsExactly("provider", "user");
        assertThat(of(plan, "provider").exchange()).isEqualTo(Exchange.IN_PLACE);
        assertThat(Planner.together(plan)).containsExactlyInAnyOrder("api", "provider");
    }

    @Test
    void aHigherMinorVersionWithoutItsProviderCannotWork() {
        UpgradePlan plan = plan(false, api("1.1.0", "1.1"));
        assertThat(plan.faults()).containsExactly("provider NEEDS p [1.0.0,1.1.0)");
        assertThat(plan.obstacles()).isEmpty();
    }

    @Test
    void aHigherMajorVersionIsAnObstacle() {
        UpgradePlan plan = plan(
                false,
                api("2.0.0", "2.0"),
                provider("2.0.0", "[2.0,2.1)"),
                bundle("user", "2.0.0", Map.of(), List.of(need("p", "[2.0,3)"))));
        assertThat(plan.obstacles()).containsExactly("p 2.0.0 DOES NOT SUIT WHO USES 1.0.0");
    }

    @Test
    void aLowerVersionIsAnObstacleUnlessOneGoesBack() {
        BundleFacts[] lower = {
            api("0.9.0", "0.9"),
            provider("0.9.0", "[0.9,1.0)"),
            bundle("user", "0.9.0", Map.of(), List.of(need("p", "[0.9,2)")))
        };
        assertThat(plan(false, lower).obstacles()).containsExactly("p 0.9.0 IS LOWER THAN 1.0.0");
        assertThat(plan(true, lower).obstacles()).isEmpty();
    }

    @Test
    void aPackageThatIsGoneIsAnObstacleAndWhoNeedsItCannotWork() {
        UpgradePlan plan = plan(List.of(PROVIDER, ENGINE), false);
        assertThat(plan.obstacles()).containsExactly("p 1.0.0 IS GONE");
        assertThat(plan.faults()).containsExactly("provider NEEDS p [1.0.0,1.1.0)");
    }

    /** As pax-logging-api does with org.slf4j. */
    @Test
    void aPackageMayBeOfferedInSeveralVersions() {
        BundleFacts both =
                bundle("both", "1.0.0", Map.of("q", List.of(new Version("1.7"), new Version("2.0"))), List.of());
        BundleFacts older = bundle("older", "1.0.0", Map.of(), List.of(need("q", "[1.7,2)")));
        assertThat(plan(false, both, older).obstacles()).isEmpty();
    }

    @Test
    void whatThePlatformOffersIsNoObstacle() {
        BundleFacts fresh = bundle("fresh", "1.0.0", Map.of(), List.of(need("javax.net", "0"), need("java.util", "0")));
        UpgradePlan plan = plan(false, fresh);
        assertThat(plan.obstacles()).isEmpty();
        assertThat(of(plan, "fresh").change()).isEqualTo(Change.NEW);
    }

    @Test
    void aNewFragmentIsAnObstacle() {
        BundleFacts fragment =
                new BundleFacts("part", new Version("1.0.0"), "sha", 4, false, true, Map.of(), List.of());
        assertThat(plan(false, fragment).obstacles())
                .containsExactly("part IS A NEW FRAGMENT, WHICH ITS HOST TAKES AT A START");
    }

    @Test
    void theEngineGoesOnUntilTheNextStart() {
        assertThat(of(plan(false, bundle("engine", "1.0.1", Map.of(), List.of())), "engine")
                        .exchange())
                .isEqualTo(Exchange.NEXT_START);
        assertThat(of(plan(List.of(API, PROVIDER, USER), false), "engine").exchange())
                .isEqualTo(Exchange.NEXT_START);
    }

    @Test
    void whatTheEngineStandsOnIsAnObstacle() {
        dependents = Map.of("api", Set.of("provider", "user", "engine"));
        assertThat(plan(false, api("1.0.1", "1.0")).obstacles())
                .containsExactly("api IS WHAT THE EXCHANGE ITSELF NEEDS");
    }

    @Test
    void bundlesComeInTheOrderOfTheirStartLevelsAndThoseThatGoLast() {
        UpgradePlan plan = plan(List.of(PROVIDER, API.at(2), ENGINE), false);
        assertThat(plan.bundles())
                .extracting(BundleChange::symbolicName)
                .containsExactly("api", "provider", "engine", "user");
        assertThat(of(plan, "user").change()).isEqualTo(Change.GONE);
    }
}
