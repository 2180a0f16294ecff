// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.codec.MalformedMessageException;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void everyFrameOfEveryRoundGoesSomewhere() throws MalformedMessageException {
        int once = Rehearsal.rehearse(1);
        assertThat(once).isGreaterThan(100);
        assertThat(Rehearsal.rehearse(5)).isEqualTo(5 * once);
    }
}
