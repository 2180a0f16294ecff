// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ezplex.lab.survival.Change;
import org.ezplex.lab.survival.Fault;
import org.ezplex.lab.survival.Survival;
import org.ezplex.lab.survival.SurvivalPlan;
import org.ezplex.lab.survival.SurvivalResult;
import org.junit.jupiter.api.Test;

/** The survival bench in small: its quick plan with weights that have just changed. Every cell is zero. */
@EndToEnd
class SurvivalIT {
    @Test
    void nothingIsLostByAnyFaultOrReturn() {
        SurvivalPlan plan = SurvivalPlan.quick()
                .named("survivalit")
                .cells(List.of(Change.WEIGHTS), List.of(Fault.values()), true)
                .beside(false)
                .explained(Optional.of(Path.of("target", "survivalit")));
        SurvivalResult result = Survival.run(plan, System.out::println);
        System.out.print(result.table());
        assertThat(result.wrong()).isEmpty();
    }
}
