// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;

class NetworkWatchTest {
    private final RecordingHardcopy hardcopy = new RecordingHardcopy();
    private boolean linked = true;
    private final NetworkWatch watch =
            new NetworkWatch("TESTGRP", hardcopy, () -> Prerequisites.requireLink("eth1", linked));

    @Test
    void aLinkThatGoesAndComesBackIsToldOnceEach() {
        assertThat(watch.fault()).isEmpty();
        assertThat(hardcopy.recent(9)).isEmpty();
        linked = false;
        assertThat(watch.fault()).contains("INTERFACE eth1 HAS NO LINK");
        assertThat(watch.fault()).isPresent();
        assertThat(hardcopy.count(Message.EZX2014E)).isEqualTo(1);
        assertThat(hardcopy.text(Message.EZX2014E)).contains("INTERFACE eth1 HAS NO LINK", "TESTGRP");
        linked = true;
        assertThat(watch.fault()).isEmpty();
        assertThat(watch.fault()).isEmpty();
        assertThat(hardcopy.count(Message.EZX2015I)).isEqualTo(1);
    }
}
