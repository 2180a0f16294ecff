// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.osgi.service.component.annotations.Component;

/** Forwards by an eBPF program at tc. */
@Component
public final class EbpfAccelerator implements Accelerator {
    @Override
    public KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows) {
        EbpfFlows flows = new EbpfFlows(BpfObject.load(mostFlows), vmac);
        try {
            flows.attach(interfaceName);
            return flows;
        } catch (RuntimeException e) {
            flows.close();
            throw e;
        }
    }
}
