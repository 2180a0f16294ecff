// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.packet.FrameView;
import org.ezplex.tcpip.DataDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has a lane. */
class PacketPathTest {
    private final RoutingTable table = new RoutingTable(64, 64, new RoutingTable.Limits(1, 1, 1, 2, 5), 1);
    private final PacketPath path = new PacketPath(new Forwarder(table, new TargetTable("SYS1"), new Counters(), 1, 1));
    private final ExecutorService adapter = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        adapter.shutdownNow();
    }

    @Test
    void aThreadKeepsItsLane() throws Exception {
        FrameView first = look();
        assertThat(onAdapter()).isNotSameAs(first);
        assertThat(look()).isSameAs(first);
        assertThat(path.lanes()).isEqualTo(2);
    }

    @Test
    void aThreadThatLivesKeepsItsLaneWhenOthersComeAndGo() throws Exception {
        FrameView first = onAdapter();
        for (int i = 0; i < 3; i++) {
            passingThread();
        }
        assertThat(onAdapter()).isSameAs(first);
    }

    @Test
    void aThreadThatHasEndedKeepsNoLaneOnceAnotherComes() throws Exception {
        for (int i = 0; i < 3; i++) {
            passingThread();
        }
        assertThat(path.lanes()).isEqualTo(1);
        look();
        assertThat(path.lanes()).as("this thread's").isEqualTo(1);
    }

    @Test
    void aDeviceIsHeldUntilAnotherIsThereOrThePathEnds() {
        Device first = new Device();
        Device second = new Device();
        path.device(first);
        path.device(first);
        assertThat(first.users).isEqualTo(1);
        path.device(second);
        assertThat(first.users).isZero();
        assertThat(second.users).isEqualTo(1);
        path.close();
        path.close();
        assertThat(second.users).isZero();
        path.device(first);
        assertThat(first.users).as("nobody would release it").isZero();
    }

    private static final class Device implements DataDevice {
        private int users;

        @Override
        public String name() {
            return "ezd0";
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            return true;
        }

        @Override
        public void hold() {
            users++;
        }

        @Override
        public void release() {
            users--;
        }

        @Override
        public long delivered() {
            return 0;
        }

        @Override
        public long refused() {
            return 0;
        }
    }

    @Test
    void afterItsEndNobodyHasALane() {
        look();
        path.close();
        assertThat(path.lanes()).isZero();
    }

    private void passingThread() throws InterruptedException {
        Thread thread = new Thread(this::look);
        thread.start();
        thread.join();
    }

    private FrameView onAdapter() throws Exception {
        Future<FrameView> view = adapter.submit(this::look);
        return view.get(10, TimeUnit.SECONDS);
    }

    /** The view is the lane's own. */
    private FrameView look() {
        return path.look(ByteBuffer.allocate(0));
    }
}
