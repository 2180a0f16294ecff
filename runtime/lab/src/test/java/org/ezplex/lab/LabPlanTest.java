// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LabPlanTest {
    @Test
    void namesBecomeNamespacesAndAreChecked() {
        assertThat(LabPlan.standard().named("e2e").name()).isEqualTo("e2e");
        assertThatThrownBy(() -> LabPlan.standard().named("../etc")).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> LabPlan.standard().named("")).isInstanceOf(LabException.class);
    }

    @Test
    void numbersOfHostsAreBounded() {
        assertThatThrownBy(() -> LabPlan.standard().hosts(0, 1)).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> LabPlan.standard().hosts(33, 1)).isInstanceOf(LabException.class);
        assertThat(LabPlan.standard().hosts(5, 2).systems()).isEqualTo(5);
    }
}
