// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> PIDS =
            List.of("org.ezplex.osa", "org.ezplex.profile", "org.ezplex.system", "org.ezplex.xcf");

    @Test
    void aSlipOrTwo() {
        assertThat(Nearest.suggestion("org.ezplex.oas", PIDS)).isEqualTo(" (DID YOU MEAN org.ezplex.osa?)");
        assertThat(Nearest.suggestion("org.ezplx.profil", PIDS)).isEqualTo(" (DID YOU MEAN org.ezplex.profile?)");
        assertThat(Nearest.suggestion("org.ezplex.SYSTEM", PIDS)).isEqualTo(" (DID YOU MEAN org.ezplex.system?)");
    }

    @Test
    void aBeginning() {
        assertThat(Nearest.suggestion("org.ezplex.sys", PIDS)).isEqualTo(" (DID YOU MEAN org.ezplex.system?)");
        assertThat(Nearest.suggestion("org.ezplex.osa.lan", PIDS)).isEqualTo(" (DID YOU MEAN org.ezplex.osa?)");
    }

    @Test
    void whatIsFarFromAllOrAsNearToSeveralGetsNoSuggestion() {
        assertThat(Nearest.suggestion("org.apache.felix.eventadmin", PIDS)).isEmpty();
        assertThat(Nearest.suggestion("org.ezplex.", PIDS)).isEmpty();
        assertThat(Nearest.suggestion("probeCoun", List.of("probeCount", "probeCound")))
                .isEmpty();
        assertThat(Nearest.suggestion("x".repeat(10_000), PIDS)).isEmpty();
    }
}
