// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.codec.MalformedMessageException;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void theBackupTakesOverAndGivesBackEachTime() throws MalformedMessageException {
        assertThat(Rehearsal.play(3)).isEqualTo(3);
    }
}
