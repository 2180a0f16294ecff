// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Message;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the core has decided. Used on the event loop only. */
final class ActionPerformer {
    private static final Logger LOG = LoggerFactory.getLogger(ActionPerformer.class);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final TcpipStack stack;
    private final AdapterPort adapter;
    private final ListSender lists;
    private final VipaListeners listeners;
    private final OperatorLine operator;
    private final Core core;
    private final Map<IpAddress, EventLoop.Timer> retries = new HashMap<>();
    private final Set<IpAddress> watched = new HashSet<>();

    /**
     * What comes back to the core.
     *
     * @param events what happened
     * @param quiescing whether a DVIPA is here for the sake of its connections only
     */
    record Core(Consumer<VipaEvent> events, Predicate<IpAddress> quiescing) {}

    ActionPerformer(
            EventLoop loop,
            TcpipStack stack,
            AdapterPort adapter,
            ListSender lists,
            VipaListeners listeners,
            OperatorLine operator,
            Core core) {
        this.loop = loop;
        this.stack = stack;
        this.adapter = adapter;
        this.lists = lists;
        this.listeners = listeners;
        this.operator = operator;
        this.core = core;
    }

    void perform(VipaAction action) {
        if (action instanceof VipaAction.Broadcast a) {
            lists.broadcast(a.list());
        } else if (action instanceof VipaAction.SendTo a) {
            lists.send(a.member(), a.list());
        } else if (action instanceof VipaAction.RequestLists) {
            lists.request();
        } else if (action instanceof VipaAction.Register a) {
            adapter.register(a.dvipa(), outcome -> tell(new VipaEvent.RegistrationEnded(a.dvipa(), outcome)));
        } else if (action instanceof VipaAction.Deregister a) {
            adapter.deregister(a.dvipa());
        } else if (action instanceof VipaAction.AddInternal a) {
            addInternal(a.dvipa());
        } else if (action instanceof VipaAction.RemoveInternal a) {
            removeInternal(a.dvipa());
        } else if (action instanceof VipaAction.WatchIdle a) {
            watchIdle(a.dvipa());
        } else if (action instanceof VipaAction.AwaitLists a) {
            loop.schedule(SETTLE, () -> tell(new VipaEvent.SettleTimeout(a.join())));
        } else if (action instanceof VipaAction.AwaitRetry a) {
            awaitRetry(a.dvipa());
        } else if (action instanceof VipaAction.Tell a) {
            operator.issue(a.message(), a.inserts().toArray());
        } else {
            tellListeners(action);
        }
    }

    private void tellListeners(VipaAction action) {
        if (action instanceof VipaAction.Distribute a) {
            listeners.tell(listener -> listener.distribute(a.route()));
        } else if (action instanceof VipaAction.StopDistributing a) {
            listeners.tell(listener -> listener.stopDistributing(a.dvipa()));
        } else if (action instanceof VipaAction.Target a) {
            listeners.tell(listener -> listener.target(a.route()));
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

    /** The refusal before this one has its own wait; it must not cut this one's short. */
    private void awaitRetry(IpAddress dvipa) {
        EventLoop.Timer earlier =
                retries.put(dvipa, loop.schedule(RETRY, () -> tell(new VipaEvent.RetryRegistration(dvipa))));
        if (earlier != null) {
            earlier.cancel();
        }
    }

    private void watchIdle(IpAddress dvipa) {
        if (watched.add(dvipa)) {
            loop.schedule(IDLE_CHECK, () -> checkIdle(dvipa));
        }
    }

    private void checkIdle(IpAddress dvipa) {
        watched.remove(dvipa);
        if (!core.quiescing().test(dvipa)) {
            return;
        }
        if (connected(dvipa)) {
            watchIdle(dvipa);
        } else {
            tell(new VipaEvent.TargetIdle(dvipa));
        }
    }

    private boolean connected(IpAddress dvipa) {
        try {
            return !stack.connections(dvipa).isEmpty();
        } catch (StackException e) {
            LOG.warn("Connections of {} cannot be read: {}", dvipa, e.getMessage());
            return true;
        }
    }
}
