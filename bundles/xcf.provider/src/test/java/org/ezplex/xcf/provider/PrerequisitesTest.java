// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class PrerequisitesTest {
    @Test
    void anInterfaceWithoutALinkIsNamedAndSoIsTheCure() {
        assertThatExceptionOfType(NotReadyException.class)
                .isThrownBy(() -> Prerequisites.requireLink("eth1", false))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo("INTERFACE eth1 HAS NO LINK");
                    assertThat(e.cure()).contains("ip link set eth1 up");
                });
    }

    @Test
    void oneWithALinkWillDo() {
        assertThatNoException().isThrownBy(() -> Prerequisites.requireLink("eth1", true));
    }
}
