// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call, or one for each, on a map of the kernel's. Needs root. */
class BatchPutTest {
    private static final int ROOM = 4;
    private static final int INVALID = -22;

    private final ByteBuffer key = KernelMemory.of(EbpfFlows.FLOW4);
    private final ByteBuffer way = KernelMemory.of(WayLayout.SIZE);
    private BpfObject object;
    private int map;
    private int calls;

    @BeforeEach
    void open() {
        String why = "";
        try {
            BpfObject.loadLibrary();
            object = BpfObject.load(ROOM, Leftover.none(), new MacAddress(0x02_00_00_00_00_EEL));
            map = object.map("ezplex_flows4");
        } catch (AcceleratorException e) {
            why = e.getMessage();
        }
        assumeThat(why).as("the kernel takes the program").isEmpty();
    }

    @AfterEach
    void close() {
        if (object != null) {
            object.close();
        }
    }

    private BatchPut batchPut(BatchPut.Call call) {
        return new BatchPut(map, EbpfFlows.FLOW4, (fd, keys, values, count, options) -> {
            calls++;
            return call.update(fd, keys, values, count, options);
        });
    }

    /** Connection and target by the same number. */
    private void add(BatchPut batch, int connection, int number) {
        key.putInt(0, connection);
        WayLayout.target(way, connection);
        batch.add(key, way, number);
    }

    /** 0 if it is not there. */
    private int target(int connection) {
        key.putInt(0, connection);
        WayLayout.target(way, 0);
        LibBpf.bpf_map_lookup_elem(map, NativeMemory.address(key), NativeMemory.address(way));
        return WayLayout.target(way);
    }

    @Test
    void allArePutByOneCallEachWithItsOwnWay() {
        BatchPut batch = batchPut(LibBpf::bpf_map_update_batch);
        add(batch, 7, 0);
        add(batch, 8, 5);
        assertThat(batch.put()).isEqualTo(0b100001);
        assertThat(target(7)).isEqualTo(7);
        assertThat(target(8)).isEqualTo(8);
        assertThat(batch.put()).as("it has forgotten them").isZero();
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void whereThereIsNoSuchCallTheyArePutOneByOneAndItIsNotTriedAgain() {
        BatchPut batch = batchPut((fd, keys, values, count, options) -> INVALID);
        for (int twice = 0; twice < 2; twice++) {
            add(batch, 7, 0);
            add(batch, 8, 1);
            assertThat(batch.put()).isEqualTo(0b11);
        }
        assertThat(target(7)).isEqualTo(7);
        assertThat(target(8)).isEqualTo(8);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void whatFindsNoRoomIsNotThereAndIsNoReasonToPutThemOneByOneFromNowOn() {
        BatchPut batch = batchPut(LibBpf::bpf_map_update_batch);
        for (int i = 1; i <= ROOM + 1; i++) {
            add(batch, i, i);
        }
        add(batch, 1, 6);
        assertThat(batch.put()).isEqualTo(0b1011110);
        add(batch, ROOM + 2, 0);
        add(batch, 1, 1);
        assertThat(batch.put()).isEqualTo(0b10);
        assertThat(target(ROOM + 2)).isZero();
        add(batch, 2, 0);
        assertThat(batch.put()).isEqualTo(1);
        assertThat(calls).isEqualTo(3);
    }
}
