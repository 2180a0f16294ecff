// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.concurrent.Executor;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;

/** Hears when this stack itself joins the group and leaves it, and hands that over to the monitor's thread. */
final class GroupExit implements XcfListener {
    private final Executor thread;
    private final XcfGroup group;
    private final Monitor monitor;

    GroupExit(Executor thread, XcfGroup group, Monitor monitor) {
        this.thread = thread;
        this.group = group;
        this.monitor = monitor;
    }

    @Override
    public void joined(XcfMember member) {
        if (isSelf(member)) {
            thread.execute(monitor::joined);
        }
    }

    @Override
    public void gone(XcfMember member) {
        if (isSelf(member)) {
            thread.execute(() -> monitor.apply(new MonitorEvent.Gone()));
        }
    }

    private boolean isSelf(XcfMember member) {
        return member.name().equals(group.self().name());
    }
}
