// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.junit.jupiter.api.Test;

class SteadyMergeTest {
    private final SteadyMerge merge = new SteadyMerge();

    @Test
    void aViewThatNeverComesDoesNotEndTheSearch() throws Exception {
        try (JChannel channel = new JChannel(
                new SHARED_LOOPBACK(),
                new SHARED_LOOPBACK_PING(),
                merge,
                new NAKACK2(),
                new UNICAST3(),
                new GMS().setJoinTimeout(100).printLocalAddress(false))) {
            channel.connect("steady");
            assertThat(merge.looks()).as("once there is a view").isTrue();
            merge.down(new Event(Event.TMP_VIEW, channel.getView()));
            assertThat(merge.looks()).as("while another is being made").isTrue();
            channel.disconnect();
            assertThat(merge.looks()).as("when it has left").isFalse();
        }
    }
}
