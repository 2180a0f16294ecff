// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.upgrade.BundleChange;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Exchange;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.UpgradeStatus;
import org.ezplex.upgrade.Upgrades;

/** An engine that knows one package. */
final class FakeUpgrades implements Upgrades {
    final List<String> asked = new ArrayList<>();
    Optional<UpgradeException> refusal = Optional.empty();

    private static final UpgradePlan PLAN = new UpgradePlan(
            new Level("Winter", "0.2.0", "PLEX1", "Operations"),
            "0.1.0",
            List.of(
                    new BundleChange(
                            "org.ezplex.vipa.api",
                            Change.CHANGED,
                            "0.1.0",
                            "0.2.0",
                            Exchange.IN_PLACE,
                            List.of("org.ezplex.distributor.provider", "org.ezplex.vipa.provider"),
                            "NO NEW CONNECTIONS WHILE IT IS AWAY"),
                    new BundleChange(
                            "org.ezplex.profile.provider",
                            Change.CHANGED,
                            "0.1.0",
                            "0.2.0",
                            Exchange.BESIDE,
                            List.of(),
                            "NOTHING"),
                    new BundleChange(
                            "org.ezplex.net.api", Change.SAME, "0.1.0", "0.1.0", Exchange.NONE, List.of(), "NOTHING"),
                    new BundleChange(
                            "org.ezplex.history.provider",
                            Change.NEW,
                            "",
                            "0.2.0",
                            Exchange.NONE,
                            List.of(),
                            "NOTHING")),
            List.of("org.ezplex.vipa 4.0.0 DOES NOT SUIT WHO USES 3.0.0"),
            List.of());

    private UpgradePlan ask(String what) {
        refusal.ifPresent(why -> {
            throw why;
        });
        asked.add(what);
        return PLAN;
    }

    @Override
    public UpgradePlan plan(Path file) {
        return ask("plan " + file);
    }

    @Override
    public UpgradePlan apply(Path file) {
        return ask("apply " + file);
    }

    @Override
    public UpgradePlan stage(Path file) {
        return ask("stage " + file);
    }

    @Override
    public UpgradePlan stageBack() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String runs() {
        return "0.2.0";
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public UpgradeStatus status() {
        return new UpgradeStatus(
                "0.2.0",
                "0.2.0",
                Optional.of("distribution"),
                false,
                List.of("Operations"),
                Optional.of(new UpgradeStatus.Result(
                        Instant.parse("2026-11-21T17:00:00Z"), true, "EZX8001I AS THE ENGINE SAYS")));
    }

    @Override
    public UpgradePlan rollback() {
        return ask("rollback");
    }
}
