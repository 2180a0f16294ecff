// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.util.Optional;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.osgi.service.component.annotations.Component;

/** Forwards by an eBPF program at tc. */
@Component
public final class EbpfAccelerator implements Accelerator {
    @Override
    public KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows) {
        LibBpf.load();
        TcHook hook = new TcHook(interfaceName);
        try (Leftover left = new Leftover(hook.programId())) {
            return open(hook, BpfObject.load(mostFlows, left, vmac), vmac);
        } catch (RuntimeException e) {
            // What was left must not go on beside a system that forwards by itself.
            hook.close();
            throw e;
        }
    }

    private static KernelFlows open(TcHook hook, BpfObject object, MacAddress vmac) {
        try {
            hook.attach(object.program("ezplex_forward"));
            return new EbpfFlows(object, Optional.of(hook), vmac);
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }
}
