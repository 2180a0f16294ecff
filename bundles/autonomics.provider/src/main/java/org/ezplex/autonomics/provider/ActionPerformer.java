// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.stream.Collectors;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.XcfGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the core has decided, and tells the operator. Used on the monitor's thread only. */
final class ActionPerformer {
    private static final Logger LOG = LoggerFactory.getLogger(ActionPerformer.class);

    private final String tcpname;
    private final XcfGroup group;
    private final VipaManager vipa;
    private final Adapters adapters;
    private final Hardcopy hardcopy;

    ActionPerformer(String tcpname, XcfGroup group, VipaManager vipa, Adapters adapters, Hardcopy hardcopy) {
        this.tcpname = tcpname;
        this.group = group;
        this.vipa = vipa;
        this.adapters = adapters;
        this.hardcopy = hardcopy;
    }

    /**
     * Does one thing.
     *
     * @param timerSeconds TIMERSECS in force
     */
    void perform(MonitorAction action, int timerSeconds) {
        if (action instanceof MonitorAction.Hold hold) {
            group.hold();
            hardcopy.issue(hold.untilWord() ? Message.EZX5046I : Message.EZX5047I, tcpname, group.name());
        } else if (action instanceof MonitorAction.Join join) {
            join(join.again());
        } else if (action instanceof MonitorAction.Leave leave) {
            leave(leave);
        } else if (action instanceof MonitorAction.Report report) {
            hardcopy.issue(Reports.message(report.condition()), tcpname, timerSeconds, report.detail());
        } else if (action instanceof MonitorAction.TakeBack takeBack) {
            hardcopy.issue(Message.EZX5040I, tcpname, Reports.message(takeBack.condition()));
        }
    }

    private void join(boolean again) {
        if (again) {
            hardcopy.issue(Message.EZX5045I, tcpname, group.name());
        }
        group.join();
    }

    private void leave(MonitorAction.Leave leave) {
        String causes = leave.causes().stream()
                .map(cause -> Reports.message(cause).name())
                .collect(Collectors.joining(", "));
        hardcopy.issue(Message.EZX5044E, tcpname, group.name(), causes);
        if (leave.orderly()) {
            leaveInOrder();
        } else {
            // The others take over as soon as they see this stack go; its loop may hear of that much later.
            adapters.silence();
            group.leave();
        }
    }

    private void leaveInOrder() {
        try {
            vipa.leaveGroup();
        } catch (VipaException e) {
            LOG.debug("Nothing to give away", e);
            group.leave();
        }
    }
}
