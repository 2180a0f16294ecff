// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import org.ezplex.distributor.provider.path.Egress;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.tcpip.DataDevice;

/** An adapter and the data device of its stack as the way out of the packet path. */
final class AdapterEgress implements Egress {
    private final SharedAdapter adapter;
    private final DataDevice device;
    private final long vmac;

    /**
     * A way out.
     *
     * @param device null if the host allows none: what is for this stack itself is then dropped and counted
     */
    AdapterEgress(SharedAdapter adapter, DataDevice device) {
        this.adapter = adapter;
        this.device = device;
        vmac = adapter.vmac().bits();
    }

    boolean leadsThrough(SharedAdapter otherAdapter, DataDevice otherDevice) {
        return adapter == otherAdapter && device == otherDevice;
    }

    @Override
    public long vmac() {
        return vmac;
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        return adapter.transmit(frame);
    }

    @Override
    public boolean deliver(ByteBuffer frame) {
        return device != null && device.deliver(frame);
    }
}
