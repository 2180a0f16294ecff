// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;

/**
 * Tells the operator that the system is up and that it stops. It is up when whoever started the framework has registered the
 * condition {@code org.ezplex.started}; it stops when the framework does.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = SystemImageComponent.PID)
public final class Announcer implements SynchronousBundleListener {
    private final BundleContext context;
    private final SystemImage system;
    private final Hardcopy hardcopy;

    @Activate
    public Announcer(
            BundleContext context,
            SystemImageComponent.Config config,
            @Reference SystemImage system,
            @Reference Hardcopy hardcopy,
            @Reference(target = "(osgi.condition.id=org.ezplex.started)") Condition started) {
        this.context = context;
        this.system = system;
        this.hardcopy = hardcopy;
        Identity.of(SystemImageComponent.wanted(config), SystemImageComponent.hostName())
                .problems()
                .forEach(p -> hardcopy.issue(Message.EZX0003E, p.attribute(), p.value(), p.used()));
        hardcopy.issue(Message.EZX0001I, release(), system.sysname(), system.sysplex(), system.tcpname());
        context.addBundleListener(this);
    }

    private String release() {
        var version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    /** The framework's own bundle is told to stop before any other is stopped. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            hardcopy.issue(Message.EZX0002I, system.sysname());
        }
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
    }
}
