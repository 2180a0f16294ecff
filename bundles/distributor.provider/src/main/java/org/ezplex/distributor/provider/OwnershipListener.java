// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;

/** Tells the parts what vipa tells of this stack's DVIPAs and of other stacks. Used on the event loop. */
final class OwnershipListener implements VipaListener {
    private final String self;
    private final Parts parts;
    private final OwnServers own;
    private boolean reachable;

    /**
     * A listener that tells {@code parts}.
     *
     * @param self this stack's member name
     * @param own the way to this stack's own servers, opened before anything is routed
     */
    OwnershipListener(String self, Parts parts, OwnServers own) {
        this.self = self;
        this.parts = parts;
        this.own = own;
    }

    @Override
    public void stacksChanged(List<StackInfo> stacks) {
        parts.tables().keeper().stacks(stacks);
        reportIfReachableAgain(stacks);
        parts.distributor().apply(new DistributorCore.Stacks(stacks));
    }

    @Override
    public void distribute(DistributedRoute route) {
        openOwn();
        parts.distributor().apply(new DistributorCore.Owned(route));
    }

    @Override
    public void prepare(DistributedRoute route) {
        openOwn();
        parts.distributor().apply(new DistributorCore.Prepared(route));
    }

    @Override
    public void surrender(DistributedRoute next) {
        parts.distributor().apply(new DistributorCore.Surrendered(next));
    }

    @Override
    public void stopDistributing(IpAddress dvipa) {
        parts.distributor().apply(new DistributorCore.Lost(dvipa));
    }

    @Override
    public void target(DistributedRoute route) {
        parts.target().apply(new TargetCore.Assigned(route));
    }

    @Override
    public void targetNext(DistributedRoute next) {
        // Before this stack's own connections: when the last stack has told its own, the bidder has learned all.
        parts.distributor().tellOfLost(next);
        parts.target().apply(new TargetCore.NextAssigned(next));
    }

    @Override
    public void targetNextGone(IpAddress dvipa) {
        parts.target().apply(new TargetCore.NextGone(dvipa));
    }

    @Override
    public void targetWithoutOwner(IpAddress dvipa) {
        parts.target().apply(new TargetCore.OwnerGone(dvipa));
    }

    @Override
    public void stopTarget(IpAddress dvipa) {
        parts.target().apply(new TargetCore.Released(dvipa));
    }

    @Override
    public boolean handingOver() {
        return parts.outbox().handingOver();
    }

    @Override
    public boolean routes(IpAddress dvipa) {
        return parts.tables().keeper().routes(dvipa);
    }

    /** What this stack has reported of its own servers before they could be served has not counted. */
    private void openOwn() {
        if (own.open()) {
            reportAnew();
        }
    }

    private void reportAnew() {
        parts.loop().execute(() -> parts.target().apply(new TargetCore.AuditDue()));
    }

    /** An owner forgets the listeners of a stack without a link; it hears of them anew after it has heard of the link. */
    private void reportIfReachableAgain(List<StackInfo> stacks) {
        boolean now =
                stacks.stream().anyMatch(s -> s.member().equals(self) && s.mac().isPresent());
        if (now && !reachable) {
            reportAnew();
        }
        reachable = now;
    }
}
