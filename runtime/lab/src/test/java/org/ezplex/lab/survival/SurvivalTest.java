// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.lab.LabException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalTest {
    private static final String PRODUCT = "EZPLEX_DIST";

    @TempDir
    private Path empty;

    private String before;

    @BeforeEach
    void noProduct() {
        before = System.setProperty(PRODUCT, empty.toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PRODUCT);
        } else {
            System.setProperty(PRODUCT, before);
        }
    }

    /** Without the product or without root there is no lab, whichever the tests lack. */
    @Test
    void whatKeepsEveryCellFromBeingMeasuredIsSaidOnce() {
        List<String> said = new ArrayList<>();
        SurvivalPlan plan = SurvivalPlan.quick().named("nosuchlab");
        assertThatThrownBy(() -> Survival.run(plan, said::add)).isInstanceOf(LabException.class);
        assertThat(said).as("cell by cell").isEmpty();
    }
}
