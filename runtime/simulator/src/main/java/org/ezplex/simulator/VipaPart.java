// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.TargetRole;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaCore;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaReports;
import org.ezplex.vipa.provider.core.VipaState;

/** Runs {@link VipaCore} for one life of a system, and does what it decides, as the component of the product does. */
final class VipaPart {
    private static final long SETTLE = 3 * Agenda.SECOND;
    private static final long FIRST_RETRY = 100 * Agenda.MILLISECOND;
    private static final long LAST_RETRY = Agenda.SECOND;
    private static final long STRAGGLERS = 30 * Agenda.SECOND;
    private static final long HANDOVER_CHECK = 10 * Agenda.MILLISECOND;
    private static final long PATROL = 50 * Agenda.MILLISECOND;
    private static final long CONTEST = 30 * Agenda.SECOND;
    private static final long OFFER = 5 * Agenda.SECOND;

    private final Life life;
    private final Tamper tamper;
    private final VipaListener listener;
    private final Map<IpAddress, Object> attempts = new HashMap<>();
    private final Map<IpAddress, Object> retries = new HashMap<>();
    private final Map<IpAddress, Object> contests = new HashMap<>();
    private final ConnectionWatch watch;
    private Object patrol = new Object();
    private boolean leaving;
    private VipaState state;

    VipaPart(Life life, VipaListener listener) {
        this.life = life;
        this.listener = listener;
        tamper = life.world().tamper();
        state = VipaState.initial(life.describe(), life.host().internal());
        watch = new ConnectionWatch(life, this, listener);
    }

    VipaState state() {
        return state;
    }

    boolean bids(IpAddress dvipa) {
        Holding holding = state.holdings().get(dvipa);
        return holding != null && holding.bids();
    }

    void apply(VipaEvent event) {
        for (VipaEvent each : tamper.event(event)) {
            step(each);
        }
    }

    private void step(VipaEvent event) {
        if (life.ended()) {
            return;
        }
        List<StackInfo> before = VipaReports.stacks(state);
        VipaState known = state;
        Instant now = Instant.EPOCH.plusNanos(life.world().agenda().now() * 1000);
        VipaCore.Step step = VipaCore.apply(state, event, now);
        state = step.state();
        life.world().trace(life.number(), event, step.actions());
        List<StackInfo> after = VipaReports.stacks(state);
        if (!after.equals(before)) {
            listener.stacksChanged(after);
        }
        life.world().monitor().ownership(life, known, state);
        for (VipaAction action : step.actions()) {
            tamper.action(action).forEach(this::perform);
        }
    }

    private void perform(VipaAction action) {
        if (!(toGroup(action) || toAdapter(action) || toHost(action) || laterOn(action))) {
            tellListener(action);
        }
    }

    private boolean toGroup(VipaAction action) {
        if (action instanceof VipaAction.Broadcast a) {
            life.xcf().broadcast(new Message.List(a.list()));
        } else if (action instanceof VipaAction.SendTo a) {
            life.xcf().send(Names.number(a.member()), new Message.List(a.list()));
        } else if (action instanceof VipaAction.RequestLists) {
            life.xcf().broadcast(new Message.ListRequest());
        } else if (action instanceof VipaAction.LeaveGroup) {
            leaveWhenHandedOver();
        } else {
            return action instanceof VipaAction.Tell;
        }
        return true;
    }

    private void leaveWhenHandedOver() {
        if (!leaving) {
            leaving = true;
            checkHandedOver();
        }
    }

    private void checkHandedOver() {
        if (!state.membership().leaving()) {
            leaving = false;
        } else if (listener.handingOver()) {
            life.loop().schedule(HANDOVER_CHECK, this::checkHandedOver);
        } else {
            leaving = false;
            life.leaveGroup();
        }
    }

    private boolean toAdapter(VipaAction action) {
        Adapter adapter = life.adapter();
        if (action instanceof VipaAction.Register a) {
            register(a);
        } else if (action instanceof VipaAction.Admit a) {
            adapter.admit(a.dvipa());
        } else if (action instanceof VipaAction.Silence a) {
            attempts.remove(a.dvipa());
            adapter.silence(a.dvipa());
        } else if (action instanceof VipaAction.Deregister a) {
            attempts.remove(a.dvipa());
            adapter.deregister(a.dvipa());
        } else if (action instanceof VipaAction.Announce a) {
            adapter.announceAgain(a.dvipa());
        } else if (action instanceof VipaAction.Inquire a) {
            adapter.inquire(a.dvipa());
        } else if (action instanceof VipaAction.Yield a) {
            adapter.yielding(a.yields());
        } else {
            return false;
        }
        return true;
    }

    private void register(VipaAction.Register a) {
        Object attempt = new Object();
        attempts.put(a.dvipa(), attempt);
        life.adapter().register(a.dvipa(), a.probe(), outcome -> life.loop().execute(() -> {
            if (attempts.remove(a.dvipa(), attempt)) {
                apply(new VipaEvent.RegistrationEnded(a.dvipa(), outcome));
            }
        }));
    }

    private boolean toHost(VipaAction action) {
        if (action instanceof VipaAction.AddInternal a) {
            life.host().addInternal(a.dvipa());
        } else if (action instanceof VipaAction.RemoveInternal a) {
            life.world().monitor().connections().internalRemoved(life, a.dvipa());
            life.host().removeInternal(a.dvipa());
        } else if (action instanceof VipaAction.WatchIdle a) {
            watch.untilIdle(a.dvipa(), () -> quiescing(a.dvipa()), () -> apply(new VipaEvent.TargetIdle(a.dvipa())));
        } else if (action instanceof VipaAction.WatchMoved a) {
            watch.untilMoved(a.dvipa());
        } else if (action instanceof VipaAction.WatchOwnerIdle a) {
            watch.ownerUntilIdle(a.dvipa());
        } else {
            return false;
        }
        return true;
    }

    private boolean quiescing(IpAddress dvipa) {
        TargetRole role = state.targets().get(dvipa);
        return role != null && !role.serving();
    }

    boolean owns(IpAddress dvipa) {
        Holding holding = state.holdings().get(dvipa);
        return holding != null && holding.status() == DvipaStatus.ACTIVE;
    }

    private boolean laterOn(VipaAction action) {
        if (action instanceof VipaAction.AwaitLists a) {
            life.loop().schedule(SETTLE, () -> apply(new VipaEvent.SettleTimeout(a.join())));
        } else if (action instanceof VipaAction.AwaitRetry a) {
            awaitRetry(a);
        } else if (action instanceof VipaAction.AwaitStragglers a) {
            life.loop().schedule(STRAGGLERS, () -> apply(new VipaEvent.StragglersOver(a.dvipa(), a.epoch())));
        } else if (action instanceof VipaAction.AwaitTaker a) {
            life.loop().schedule(OFFER, () -> apply(new VipaEvent.OfferTimeout(a.dvipa(), a.epoch())));
        } else if (action instanceof VipaAction.AwaitContestOver a) {
            replace(contests, a.dvipa(), CONTEST, new VipaEvent.ContestOver(a.dvipa()));
        } else if (action instanceof VipaAction.AwaitPatrol a) {
            awaitPatrol(a.last());
        } else {
            return false;
        }
        return true;
    }

    private void awaitPatrol(Optional<IpAddress> last) {
        Object wait = new Object();
        patrol = wait;
        life.loop().schedule(PATROL, () -> {
            if (patrol == wait) {
                apply(new VipaEvent.Patrol(last));
            }
        });
    }

    private void awaitRetry(VipaAction.AwaitRetry a) {
        long delay = Math.min(LAST_RETRY, FIRST_RETRY << Math.min(a.refusals() - 1, 8));
        replace(retries, a.dvipa(), delay, new VipaEvent.RetryRegistration(a.dvipa()));
    }

    private void replace(Map<IpAddress, Object> waits, IpAddress dvipa, long delay, VipaEvent event) {
        Object wait = new Object();
        waits.put(dvipa, wait);
        life.loop().schedule(delay, () -> {
            if (waits.get(dvipa) == wait) {
                apply(event);
            }
        });
    }

    private void tellListener(VipaAction action) {
        if (action instanceof VipaAction.Prepare a) {
            listener.prepare(a.route());
        } else if (action instanceof VipaAction.Distribute a) {
            listener.distribute(a.route());
        } else if (action instanceof VipaAction.Surrender a) {
            listener.surrender(a.next());
        } else if (action instanceof VipaAction.StopDistributing a) {
            listener.stopDistributing(a.dvipa());
        } else if (action instanceof VipaAction.Target a) {
            listener.target(a.route());
        } else if (action instanceof VipaAction.TargetNext a) {
            listener.targetNext(a.next());
        } else if (action instanceof VipaAction.TargetNextGone a) {
            listener.targetNextGone(a.dvipa());
        } else if (action instanceof VipaAction.TargetWithoutOwner a) {
            listener.targetWithoutOwner(a.dvipa());
        } else if (action instanceof VipaAction.StopTarget a) {
            listener.stopTarget(a.dvipa());
        }
    }
}
