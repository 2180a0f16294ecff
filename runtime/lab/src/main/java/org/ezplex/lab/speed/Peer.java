// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.List;
import org.ezplex.lab.LabHost;

/**
 * Another load balancer, on a host of its own with an address of its own.
 *
 * @param name as it is called in the table
 * @param address what the client asks
 * @param forwards whether it passes packets on
 * @param programs what runs for it
 */
record Peer(String name, String address, boolean forwards, List<LabHost.Background> programs) implements Way {
    @Override
    public void close() {
        programs.forEach(LabHost.Background::close);
    }
}
