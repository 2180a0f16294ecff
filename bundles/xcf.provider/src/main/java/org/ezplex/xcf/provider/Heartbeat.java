// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;
import org.jgroups.util.UUID;

/**
 * Failure detection by signs of life on a socket and a thread of its own ({@link Vigil}, {@link PulseThread}). Says SUSPECT to the
 * protocols above like JGroups' own; a SUSPECT from below, by a closed connection, is a doubt that pulses settle within a beat.
 */
final class Heartbeat extends Protocol {
    /** A new view may take its time on the thread that says SUSPECT, and the next must not wait for it. */
    private static final int THREADS = 4;

    private static final long CALL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Opening opening;
    private final long patience;
    private final int offset;
    private final Lease lease;
    private final Events events;
    private final AtomicInteger made = new AtomicInteger();

    private ThreadPoolExecutor threads;
    private PulseThread pulses;
    private Vigil vigil;
    private Allegiance allegiance;
    private volatile Map<MemberId, Address> members = Map.of();
    private volatile List<Address> view = List.of();
    private volatile boolean quiet;
    private final Suspects<Address> suspects = new Suspects<>();
    /** Numbers what is found out; for the pulse thread only. */
    private long findings;

    private final MergeGate gate = new MergeGate();
    private long calledAt = System.nanoTime() - CALL_NANOS;

    /** Opens the sockets, once the transport has its port. */
    interface Opening {
        PulseSockets open(int port, Consumer<MemberId> unreachable) throws Exception;
    }

    /** What the group does about this member; called on threads of this class. */
    interface Events {
        /** The others went on without this member; {@code told} is to be run when everybody here knows. */
        void expelled(Runnable told);

        /** There are no signs of life of this member any more, nor does it hear those of others. */
        void mute(Exception why);
    }

    /** {@code offset} is from the transport's port to the pulses'. */
    Heartbeat(Opening opening, int offset, long patienceMillis, Lease lease, Events events) {
        this.opening = opening;
        this.offset = offset;
        this.patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        this.lease = lease;
        this.events = events;
    }

    @Override
    public void start() throws Exception {
        super.start();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        // Made here, not on the pulse thread, whose priority they would inherit.
        threads.prestartAllCoreThreads();
        Event where = new Event(Event.GET_PHYSICAL_ADDRESS, getAddress());
        int port = ((IpAddress) down_prot.down(where)).getPort() + offset;
        PulseSockets sockets = opening.open(port, id -> pulses.order(now -> vigil.unreachable(id, now)));
        allegiance = new Allegiance(patience, lease, () -> say(this::tellExpelled));
        vigil = new Vigil(id(getAddress()), port, patience, sockets, new Reporter(), allegiance);
        pulses = new PulseThread(sockets, vigil, this::where, lease, patience, why -> say(() -> events.mute(why)));
    }

    private Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "xcf-suspect-" + made.incrementAndGet());
        daemon.setDaemon(true);
        return daemon;
    }

    /** From here on nothing is found out any more: this member is about to leave. */
    void quiet() {
        quiet = true;
    }

    @Override
    public void stop() {
        quiet = true;
        if (pulses != null) {
            pulses.close();
        }
        if (threads != null) {
            threads.shutdown();
        }
        lease.release();
        super.stop();
    }

    @Override
    public Object down(Event event) {
        Object answer = down_prot.down(event);
        if (event.getType() == Event.VIEW_CHANGE) {
            view(event.getArg());
        }
        return answer;
    }

    private void view(View next) {
        Map<MemberId, Address> others = new HashMap<>();
        next.getMembers().stream()
                .filter(member -> !member.equals(getAddress()))
                .forEach(member -> others.put(id(member), member));
        members = Map.copyOf(others);
        view = List.copyOf(next.getMembers());
        suspects.retain(view);
        Set<MemberId> ids = Set.copyOf(others.keySet());
        pulses.order(now -> vigil.view(next.getViewId().getId(), ids, now));
    }

    @Override
    public Object up(Event event) {
        if (event.getType() == Event.SUSPECT) {
            Collection<Address> doubted = event.getArg();
            List<MemberId> ids = doubted.stream().map(Heartbeat::id).toList();
            pulses.order(now -> ids.forEach(id -> vigil.doubt(id, now)));
            return null;
        }
        if (event.getType() == Event.MERGE) {
            encounter(event.getArg());
            return null;
        }
        return up_prot.up(event);
    }

    private void encounter(Map<Address, View> views) {
        MergeGate.Heard heard = gate.hear(getAddress(), views, view, System.nanoTime());
        merge(heard.merge());
        if (!heard.ask().isEmpty()) {
            Map<MemberId, InetSocketAddress> places = new HashMap<>();
            for (Address stranger : heard.ask()) {
                InetSocketAddress where = where(stranger);
                if (where != null) {
                    places.put(id(stranger), where);
                }
            }
            pulses.order(now -> vigil.question(places));
        }
    }

    private void merge(Map<Address, View> views) {
        if (!views.isEmpty()) {
            up_prot.up(new Event(Event.MERGE, views));
        }
    }

    private static MemberId id(Address address) {
        UUID uuid = (UUID) address;
        return new MemberId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    private InetSocketAddress where(MemberId id) {
        Address member = members.get(id);
        return member == null ? null : where(member);
    }

    private InetSocketAddress where(Address member) {
        return down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, member)) instanceof IpAddress physical
                ? new InetSocketAddress(physical.getIpAddress(), physical.getPort() + offset)
                : null;
    }

    private void say(Runnable what) {
        if (!quiet) {
            threads.execute(what);
        }
    }

    private void tellExpelled() {
        events.expelled(() -> pulses.order(now -> allegiance.told()));
    }

    /** What the vigil finds out, said to the other protocols; not on the pulse thread. */
    private final class Reporter implements Vigil.Findings {
        @Override
        public void lost(List<MemberId> others, String why) {
            long finding = ++findings;
            say(() -> suspect(addresses(others), why, finding));
        }

        @Override
        public void alive(MemberId other) {
            long finding = ++findings;
            say(() -> addresses(List.of(other)).forEach(alive -> unsuspect(alive, finding)));
        }

        @Override
        public void answered(MemberId other) {
            Map<Address, View> met = gate.answered(new UUID(other.most(), other.least()), System.nanoTime());
            if (!met.isEmpty()) {
                say(() -> merge(met));
            }
        }

        @Override
        public void stranger(MemberId other) {
            long now = System.nanoTime();
            if (now - calledAt >= CALL_NANOS) {
                calledAt = now;
                say(Heartbeat.this::call);
            }
        }
    }

    private List<Address> addresses(List<MemberId> ids) {
        List<Address> addresses = new ArrayList<>();
        for (MemberId id : ids) {
            Address address = members.get(id);
            if (address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private void suspect(List<Address> missed, String why, long finding) {
        log.debug("%s lost: %s", missed, why);
        List<Address> left = new ArrayList<>(view);
        List<Address> all = suspects.miss(missed, finding, left);
        left.removeAll(all);
        // Only who makes the next view needs to know.
        if (!all.isEmpty() && !left.isEmpty() && left.get(0).equals(getAddress())) {
            up_prot.up(new Event(Event.SUSPECT, all));
            down_prot.down(new Event(Event.SUSPECT, all));
        }
    }

    private void unsuspect(Address alive, long finding) {
        suspects.hear(alive, finding);
        up_prot.up(new Event(Event.UNSUSPECT, alive));
        down_prot.down(new Event(Event.UNSUSPECT, alive));
    }

    /** Somebody lives beside the view: the groups should look at each other now, not when it is time. */
    private void call() {
        SteadyMerge merge = getProtocolStack().findProtocol(SteadyMerge.class);
        if (merge != null) {
            merge.sendInfo();
        }
    }
}
