// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.VipaEvent;

/** Looks at the kernel's connections from time to time, as the product does. */
final class ConnectionWatch {
    private static final long LINGER = 4 * Agenda.SECOND;
    private static final long CONFIRM = 100 * Agenda.MILLISECOND;
    private static final long PERIOD = Agenda.SECOND;
    private static final long OWNER_IDLE_CHECK = 500 * Agenda.MILLISECOND;

    private final Life life;
    private final VipaPart vipa;
    private final VipaListener listener;
    private final Set<IpAddress> idleWatched = new HashSet<>();
    private final Set<IpAddress> ownerWatched = new HashSet<>();
    private final Map<IpAddress, Set<TcpConnection>> moved = new HashMap<>();

    ConnectionWatch(Life life, VipaPart vipa, VipaListener listener) {
        this.life = life;
        this.vipa = vipa;
        this.listener = listener;
    }

    void untilIdle(IpAddress dvipa, BooleanSupplier wanted, Runnable idle) {
        if (idleWatched.add(dvipa)) {
            life.loop().schedule(LINGER, () -> checkIdle(dvipa, wanted, false, idle));
        }
    }

    private void checkIdle(IpAddress dvipa, BooleanSupplier wanted, boolean before, Runnable idle) {
        boolean now = life.host().connections(dvipa, true).isEmpty();
        if (!wanted.getAsBoolean()) {
            idleWatched.remove(dvipa);
        } else if (now && before) {
            idleWatched.remove(dvipa);
            idle.run();
        } else {
            life.loop().schedule(now ? CONFIRM : PERIOD, () -> checkIdle(dvipa, wanted, now, idle));
        }
    }

    void untilMoved(IpAddress dvipa) {
        Set<TcpConnection> now = new HashSet<>(life.host().connections(dvipa, true));
        moved.put(dvipa, now);
        life.loop().execute(() -> checkMoved(dvipa, now));
    }

    private void checkMoved(IpAddress dvipa, Set<TcpConnection> marked) {
        if (moved.get(dvipa) != marked) {
            return;
        }
        marked.retainAll(new HashSet<>(life.host().connections(dvipa, true)));
        if (marked.isEmpty()) {
            moved.remove(dvipa);
            vipa.apply(new VipaEvent.MovedIdle(dvipa));
        } else {
            life.loop().schedule(PERIOD, () -> checkMoved(dvipa, marked));
        }
    }

    void ownerUntilIdle(IpAddress dvipa) {
        if (ownerWatched.add(dvipa)) {
            life.loop().schedule(OWNER_IDLE_CHECK, () -> checkOwner(dvipa));
        }
    }

    private void checkOwner(IpAddress dvipa) {
        if (!vipa.owns(dvipa)) {
            ownerWatched.remove(dvipa);
        } else if (listener.routes(dvipa)
                || !life.host().connections(dvipa, true).isEmpty()) {
            life.loop().schedule(OWNER_IDLE_CHECK, () -> checkOwner(dvipa));
        } else {
            ownerWatched.remove(dvipa);
            vipa.apply(new VipaEvent.OwnerIdle(dvipa));
        }
    }
}
