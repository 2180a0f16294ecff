// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Message;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaReports;
import org.ezplex.vipa.provider.core.VipaState;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;

/** What the operator wants of the DVIPAs: checked at once, done on the loop. On any thread. */
final class OperatorRequests {
    /** A stack that nobody relieves of its DVIPAs leaves all the same. */
    private static final Duration LEAVE = Duration.ofSeconds(7);

    private final EventLoop loop;
    private final XcfGroup group;
    private final VipaEngine engine;

    OperatorRequests(EventLoop loop, XcfGroup group, VipaEngine engine) {
        this.loop = loop;
        this.group = group;
        this.engine = engine;
    }

    /** Whether another stack owns it or can take it over. */
    boolean deactivate(IpAddress dvipa) {
        Holding holding = holding(dvipa);
        if (holding.marks().use() != Holding.Use.NORMAL) {
            throw new VipaException(
                    Message.EZX5012E, dvipa, "IT IS " + holding.marks().use() + " ALREADY");
        }
        boolean elsewhere = VipaReports.elsewhere(engine.state(), dvipa);
        apply(new VipaEvent.Deactivate(dvipa));
        return elsewhere;
    }

    void reactivate(IpAddress dvipa) {
        Holding holding = holding(dvipa);
        if (holding.marks().use() != Holding.Use.DEACTIVATED) {
            boolean deleted = holding.marks().use() == Holding.Use.DELETED;
            throw new VipaException(Message.EZX5012E, dvipa, deleted ? "IT IS DELETED" : "IT IS NOT DEACTIVATED");
        }
        apply(new VipaEvent.Reactivate(dvipa));
    }

    private Holding holding(IpAddress dvipa) {
        Holding holding = engine.state().holdings().get(dvipa);
        if (holding == null) {
            throw new VipaException(Message.EZX5012E, dvipa, "NO VIPADEFINE OR VIPABACKUP OF THIS STACK NAMES IT");
        }
        return holding;
    }

    void leaveGroup() {
        VipaState.Membership asked = engine.state().membership();
        if (!asked.inGroup()) {
            throw new VipaException(Message.EZX5013E, group.name(), "THIS STACK IS NOT A MEMBER");
        }
        apply(new VipaEvent.Leave());
        loop.schedule(LEAVE, () -> {
            VipaState.Membership now = engine.state().membership();
            // Who has left, joined and leaves again has the whole time anew.
            if (now.leaving() && now.joins() == asked.joins()) {
                group.leave();
            }
        });
    }

    void joinGroup() {
        if (group.self().state() == MemberState.ACTIVE) {
            throw new VipaException(Message.EZX5013E, group.name(), "THIS STACK IS A MEMBER ALREADY");
        }
        group.join();
    }

    private void apply(VipaEvent event) {
        loop.execute(() -> engine.apply(event));
    }
}
