// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.util.function.Consumer;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears from the launcher of bundles that a sealed system does not start, and tells the operator. */
@Component(service = Consumer.class, property = "org.ezplex.run=refused-bundle")
public final class RefusedBundles implements Consumer<String> {
    private final Hardcopy hardcopy;

    /** Ready when the hardcopy log is. */
    @Activate
    public RefusedBundles(@Reference Hardcopy hardcopy) {
        this.hardcopy = hardcopy;
    }

    /** @param what which bundle, and why; called by a thread that may wait */
    @Override
    public void accept(String what) {
        hardcopy.issue(Message.EZX8033E, what);
    }
}
