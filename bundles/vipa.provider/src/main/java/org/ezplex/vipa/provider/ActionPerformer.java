// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.TargetRole;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaState;
import org.ezplex.xcf.XcfGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the core has decided. Used on the event loop only. */
final class ActionPerformer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionPerformer.class);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final Duration STRAGGLERS = Duration.ofSeconds(30);
    /** Much longer than it takes the group to be whole after the LAN is. */
    private static final Duration CONTEST = Duration.ofSeconds(30);

    private static final Duration OFFER = Duration.ofSeconds(5);
    private static final Duration PATROL = Duration.ofMillis(50);
    private static final Duration HANDOVER_CHECK = Duration.ofMillis(10);
    private static final Duration OWNER_IDLE_CHECK = Duration.ofMillis(500);

    private final EventLoop loop;
    private final XcfGroup group;
    private final TcpipStack stack;
    private final AdapterPort adapter;
    private final ListSender lists;
    private final VipaListeners listeners;
    private final OperatorLine operator;
    private final Core core;
    private final ConnectionWatch connections;
    private boolean leaving;
    private EventLoop.Timer patrol;
    private final Map<IpAddress, EventLoop.Timer> retries = new HashMap<>();
    private final Map<IpAddress, EventLoop.Timer> contests = new HashMap<>();
    private final Set<IpAddress> ownerWatched = new HashSet<>();

    /**
     * What comes back to the core.
     *
     * @param events what happened
     * @param state what the core knows
     */
    record Core(Consumer<VipaEvent> events, Supplier<VipaState> state) {}

    /**
     * What is outside this bundle.
     *
     * @param loop the event loop
     * @param group the XCF group
     * @param stack the host's TCP/IP
     */
    record Host(EventLoop loop, XcfGroup group, TcpipStack stack) {}

    ActionPerformer(
            Host host,
            AdapterPort adapter,
            ListSender lists,
            VipaListeners listeners,
            OperatorLine operator,
            Core core) {
        this.loop = host.loop();
        this.group = host.group();
        this.stack = host.stack();
        this.adapter = adapter;
        this.lists = lists;
        this.listeners = listeners;
        this.operator = operator;
        this.core = core;
        connections = new ConnectionWatch(loop, stack);
    }

    @Override
    public void close() {
        connections.close();
    }

    void perform(VipaAction action) {
        if (!(toGroup(action) || toAdapter(action) || toHost(action) || laterOn(action))) {
            tellListeners(action);
        }
    }

    private boolean toGroup(VipaAction action) {
        if (action instanceof VipaAction.Broadcast a) {
            lists.broadcast(a.list());
        } else if (action instanceof VipaAction.SendTo a) {
            lists.send(a.member(), a.list());
        } else if (action instanceof VipaAction.RequestLists) {
            lists.request();
        } else if (action instanceof VipaAction.LeaveGroup) {
            leaveWhenHandedOver();
        } else if (action instanceof VipaAction.Tell a) {
            operator.issue(a.message(), a.inserts().toArray());
        } else {
            return false;
        }
        return true;
    }

    /** What was said before the group is left arrives before. */
    private void leaveWhenHandedOver() {
        if (leaving) {
            return;
        }
        leaving = true;
        checkHandedOver();
    }

    private void checkHandedOver() {
        if (!core.state().get().membership().leaving()) {
            leaving = false;
        } else if (listeners.any(VipaListener::handingOver)) {
            loop.schedule(HANDOVER_CHECK, this::checkHandedOver);
        } else {
            leaving = false;
            group.leave();
        }
    }

    private boolean toAdapter(VipaAction action) {
        if (action instanceof VipaAction.Register a) {
            adapter.register(
                    a.dvipa(), a.probe(), outcome -> tell(new VipaEvent.RegistrationEnded(a.dvipa(), outcome)));
        } else if (action instanceof VipaAction.Admit a) {
            adapter.admit(a.dvipa());
        } else if (action instanceof VipaAction.Silence a) {
            adapter.silence(a.dvipa());
        } else if (action instanceof VipaAction.Deregister a) {
            adapter.deregister(a.dvipa());
        } else if (action instanceof VipaAction.Announce a) {
            adapter.announce(a.dvipa());
        } else if (action instanceof VipaAction.Inquire a) {
            adapter.inquire(a.dvipa());
        } else if (action instanceof VipaAction.Yield a) {
            adapter.yielding(a.yields());
        } else {
            return false;
        }
        return true;
    }

    private boolean toHost(VipaAction action) {
        if (action instanceof VipaAction.AddInternal a) {
            addInternal(a.dvipa());
        } else if (action instanceof VipaAction.RemoveInternal a) {
            removeInternal(a.dvipa());
        } else if (action instanceof VipaAction.WatchIdle a) {
            connections.untilIdle(a.dvipa(), this::quiescing, dvipa -> tell(new VipaEvent.TargetIdle(dvipa)));
        } else if (action instanceof VipaAction.WatchMoved a) {
            connections.untilMoved(a.dvipa(), dvipa -> tell(new VipaEvent.MovedIdle(dvipa)));
        } else if (action instanceof VipaAction.WatchOwnerIdle a) {
            watchOwnerIdle(a.dvipa());
        } else {
            return false;
        }
        return true;
    }

    private boolean laterOn(VipaAction action) {
        if (action instanceof VipaAction.AwaitLists a) {
            loop.schedule(SETTLE, () -> tell(new VipaEvent.SettleTimeout(a.join())));
        } else if (action instanceof VipaAction.AwaitRetry a) {
            awaitRetry(a);
        } else if (action instanceof VipaAction.AwaitStragglers a) {
            loop.schedule(STRAGGLERS, () -> tell(new VipaEvent.StragglersOver(a.dvipa(), a.epoch())));
        } else if (action instanceof VipaAction.AwaitTaker a) {
            loop.schedule(OFFER, () -> tell(new VipaEvent.OfferTimeout(a.dvipa(), a.epoch())));
        } else if (action instanceof VipaAction.AwaitContestOver a) {
            contests.compute(
                    a.dvipa(), (dvipa, earlier) -> replace(earlier, CONTEST, new VipaEvent.ContestOver(dvipa)));
        } else if (action instanceof VipaAction.AwaitPatrol a) {
            patrol = replace(patrol, PATROL, new VipaEvent.Patrol(a.last()));
        } else {
            return false;
        }
        return true;
    }

    private void tellListeners(VipaAction action) {
        if (action instanceof VipaAction.Prepare a) {
            listeners.tell(listener -> listener.prepare(a.route()));
        } else if (action instanceof VipaAction.Distribute a) {
            listeners.tell(listener -> listener.distribute(a.route()));
        } else if (action instanceof VipaAction.Surrender a) {
            listeners.tell(listener -> listener.surrender(a.next()));
        } else if (action instanceof VipaAction.StopDistributing a) {
            listeners.tell(listener -> listener.stopDistributing(a.dvipa()));
        } else if (action instanceof VipaAction.Target a) {
            listeners.tell(listener -> listener.target(a.route()));
        } else if (action instanceof VipaAction.TargetNext a) {
            listeners.tell(listener -> listener.targetNext(a.next()));
        } else if (action instanceof VipaAction.TargetNextGone a) {
            listeners.tell(listener -> listener.targetNextGone(a.dvipa()));
        } else if (action instanceof VipaAction.TargetWithoutOwner a) {
            listeners.tell(listener -> listener.targetWithoutOwner(a.dvipa()));
        } else if (action instanceof VipaAction.StopTarget a) {
            listeners.tell(listener -> listener.stopTarget(a.dvipa()));
        }
    }

    private void tell(VipaEvent event) {
        core.events().accept(event);
    }

    private void addInternal(IpAddress dvipa) {
        try {
            stack.addInternalAddress(dvipa);
        } catch (StackException e) {
            operator.issue(Message.EZX5006E, dvipa, e.getMessage());
        }
    }

    private void removeInternal(IpAddress dvipa) {
        try {
            stack.removeInternalAddress(dvipa);
        } catch (StackException e) {
            LOG.warn("Internal address {} stays: {}", dvipa, e.getMessage());
        }
    }

    /** The refusal before this one has its own wait; it must not cut this one's short. Twice as long each time, within bounds. */
    private void awaitRetry(VipaAction.AwaitRetry a) {
        Duration doubled = FIRST_RETRY.multipliedBy(1L << Math.min(a.refusals() - 1, 8));
        Duration wait = doubled.compareTo(LAST_RETRY) < 0 ? doubled : LAST_RETRY;
        retries.compute(a.dvipa(), (dvipa, earlier) -> replace(earlier, wait, new VipaEvent.RetryRegistration(dvipa)));
    }

    /** The {@code earlier} one is null for the first. */
    private EventLoop.Timer replace(EventLoop.Timer earlier, Duration wait, VipaEvent event) {
        if (earlier != null) {
            earlier.cancel();
        }
        return loop.schedule(wait, () -> tell(event));
    }

    /** Whether a DVIPA is here for the sake of its connections only. */
    private boolean quiescing(IpAddress dvipa) {
        TargetRole role = core.state().get().targets().get(dvipa);
        return role != null && !role.serving();
    }

    private void watchOwnerIdle(IpAddress dvipa) {
        if (ownerWatched.add(dvipa)) {
            loop.schedule(OWNER_IDLE_CHECK, () -> checkOwnerIdle(dvipa));
        }
    }

    /** The next event of the core asks again, as long as somebody waits for it. */
    private void checkOwnerIdle(IpAddress dvipa) {
        Holding holding = core.state().get().holdings().get(dvipa);
        if (holding == null || holding.status() != DvipaStatus.ACTIVE) {
            ownerWatched.remove(dvipa);
            return;
        }
        if (listeners.any(listener -> listener.routes(dvipa))) {
            loop.schedule(OWNER_IDLE_CHECK, () -> checkOwnerIdle(dvipa));
            return;
        }
        connections.look(dvipa, idle -> {
            if (idle) {
                ownerWatched.remove(dvipa);
                tell(new VipaEvent.OwnerIdle(dvipa));
            } else {
                loop.schedule(OWNER_IDLE_CHECK, () -> checkOwnerIdle(dvipa));
            }
        });
    }
}
