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
        BpfObject.loadLibrary();
        TcHook hook = new TcHook(interfaceName);
        try (Leftover left = new Leftover(hook.programId())) {
            if (left.isOthers(vmac)) {
                throw new AcceleratorException(
                        "another system forwards on " + interfaceName
                                + " in the kernel, for another VMAC; only one can, stop QDIOACCELERATOR there or give it another interface");
            }
            try {
                return open(hook, BpfObject.load(mostFlows, left, vmac), vmac);
            } catch (RuntimeException e) {
                // What was left must not go on beside a system that forwards by itself.
                clear(hook, left, vmac);
                throw e;
            }
        }
    }

    @Override
    public void clear(String interfaceName, MacAddress vmac) {
        try {
            BpfObject.loadLibrary();
            TcHook hook = new TcHook(interfaceName);
            try (Leftover left = new Leftover(hook.programId())) {
                clear(hook, left, vmac);
            }
        } catch (AcceleratorException e) {
            LOG.debug("Nothing can have been left on {}", interfaceName, e);
        }
    }

    private static void clear(TcHook hook, Leftover left, MacAddress vmac) {
        if (left.mayGo(vmac)) {
            hook.clear();
        }
    }

    private static KernelFlows open(TcHook hook, BpfObject object, MacAddress vmac) {
        KernelFlows flows = flows(hook, object, vmac);
        try {
            hook.attach(object.program("ezplex_forward"));
            return flows;
        } catch (RuntimeException e) {
            flows.close();
            throw e;
        }
    }

    private static KernelFlows flows(TcHook hook, BpfObject object, MacAddress vmac) {
        try {
            return new EbpfFlows(object, Optional.of(hook), vmac);
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }
}
