// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.util.Optional;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards by an eBPF program at tc. */
@Component
public final class EbpfAccelerator implements Accelerator {
    private static final Logger LOG = LoggerFactory.getLogger(EbpfAccelerator.class);

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

    @Override
    public void clear(String interfaceName) {
        try {
            LibBpf.load();
            TcHook hook = new TcHook(interfaceName);
            if (hook.programId() != 0) {
                hook.close();
            }
        } catch (AcceleratorException e) {
            LOG.debug("Nothing can have been left on {}", interfaceName, e);
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
