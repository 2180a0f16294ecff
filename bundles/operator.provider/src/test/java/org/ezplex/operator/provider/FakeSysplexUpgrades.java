// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrade.SystemLevel;
import org.ezplex.upgrade.SysplexUpgrades;

/** A rolling upgrade that is in the middle. */
final class FakeSysplexUpgrades implements SysplexUpgrades {
    final List<String> asked = new ArrayList<>();
    SysplexUpgrade upgrade = new SysplexUpgrade(
            SysplexUpgrade.Phase.ROLLING,
            "0.2.0",
            "SYS1",
            "SYS3",
            "",
            List.of(
                    new SystemLevel("SYS1", true, "0.1.0", "READY", "2 CHANGED, 0 NEW, 0 GONE"),
                    new SystemLevel("SYS2", true, "0.2.0", "READY", "FROM LEVEL 0.1.0"),
                    new SystemLevel("SYS3", false, "", "NONE", "")));

    private SysplexUpgrade ask(String what) {
        asked.add(what);
        return upgrade;
    }

    @Override
    public SysplexUpgrade plan(Path file) {
        return ask("plan " + file);
    }

    @Override
    public SysplexUpgrade begin(Path file) {
        return ask("begin " + file);
    }

    @Override
    public SysplexUpgrade rollback() {
        return ask("rollback");
    }

    @Override
    public SysplexUpgrade status() {
        return ask("status");
    }
}
