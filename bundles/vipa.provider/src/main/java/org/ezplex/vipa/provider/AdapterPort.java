// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.AdapterListener;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared adapter, while there is one, and the registrations under way. Used on the event loop only. */
final class AdapterPort {
    /** Longer than it takes to replace a bundle, and about as long as it takes to miss a stack and take its addresses over. */
    private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final Logger LOG = LoggerFactory.getLogger(AdapterPort.class);

    private final EventLoop loop;
    private final BooleanSupplier fence;
    private final AdapterListener listener;
    private final Map<IpAddress, Attempt> attempts = new HashMap<>();
    /** What is to be in the adapter's table, but for the attempts. */
    private final Map<IpAddress, OatEntry.State> entries = new HashMap<>();

    private boolean yields;
    private AutoCloseable watch = () -> {};
    /** Volatile for a teardown that could not wait for the loop. */
    private volatile SharedAdapter adapter;

    /**
     * Without an adapter yet.
     *
     * @param fence whether an adapter may act
     * @param listener is told of other stations' claims
     */
    AdapterPort(EventLoop loop, BooleanSupplier fence, AdapterListener listener) {
        this.loop = loop;
        this.fence = fence;
        this.listener = listener;
    }

    /** A registration under way, and who is told when it has ended; none equals another. */
    private static final class Attempt {
        private final Probe probe;
        private final Consumer<Registration> ended;

        Attempt(Probe probe, Consumer<Registration> ended) {
            this.probe = probe;
            this.ended = ended;
        }
    }

    /** All that was registered or admitted is not any more, nor what is under way. */
    void use(SharedAdapter next) {
        attempts.clear();
        entries.clear();
        follow(next);
    }

    private void follow(SharedAdapter next) {
        closeWatch();
        adapter = next;
        if (next != null) {
            next.fence(fence);
            next.yielding(yields);
            watch = next.watch(listener);
        }
    }

    /** Whether an adapter goes on with all that the one in use has in its table. */
    boolean isSucceededBy(SharedAdapter next) {
        SharedAdapter current = adapter;
        if (current == null
                || next == null
                || !next.nicMac().equals(current.nicMac())
                || !next.vmac().equals(current.vmac())) {
            return false;
        }
        Map<IpAddress, OatEntry.State> inherited = new HashMap<>();
        next.oat().forEach(entry -> inherited.put(entry.address(), entry.state()));
        return inherited.equals(entries);
    }

    /**
     * Goes on with a successor as if it were the same adapter.
     *
     * @param lost run if something is not registered there after all, as another station has just claimed it
     */
    void succeed(SharedAdapter next, Runnable lost) {
        follow(next);
        entries.forEach((dvipa, state) -> {
            if (state == OatEntry.State.REGISTERED) {
                // At once: it is registered there already.
                next.register(dvipa, Probe.QUICK)
                        .thenAccept(outcome -> loop.executeNow(() -> {
                            if (!(outcome instanceof Registration.Registered) && is(next)) {
                                lost.run();
                            }
                        }));
            } else {
                next.admit(dvipa);
            }
        });
        Map.copyOf(attempts).forEach((dvipa, attempt) -> register(dvipa, attempt.probe, attempt.ended));
    }

    private void closeWatch() {
        try {
            watch.close();
        } catch (Exception e) {
            LOG.warn("The watch of an adapter did not close", e);
        }
        watch = () -> {};
    }

    /** No claims of others are heard any more, and the adapter does not depend on this one any more. */
    void end() {
        end(() -> true);
    }

    private void end(BooleanSupplier fenceFromNowOn) {
        closeWatch();
        SharedAdapter current = adapter;
        if (current != null) {
            current.fence(fenceFromNowOn);
        }
    }

    /**
     * As {@link #end}, but what is registered waits for the next instance. Nobody sees meanwhile whether another stack has taken it over, so the
     * adapter acts for it for a moment only. On any thread.
     */
    void leave() {
        SharedAdapter current = adapter;
        if (current != null) {
            current.leave();
        }
        long left = System.nanoTime();
        end(() -> System.nanoTime() - left < LEFT_NANOS);
    }

    boolean present() {
        return adapter != null;
    }

    boolean is(SharedAdapter other) {
        return adapter == other;
    }

    Optional<MacAddress> nicMac() {
        return Optional.ofNullable(adapter).map(SharedAdapter::nicMac);
    }

    Optional<MacAddress> vmac() {
        return Optional.ofNullable(adapter).map(SharedAdapter::vmac);
    }

    Optional<String> interfaceName() {
        return Optional.ofNullable(adapter).map(SharedAdapter::interfaceName);
    }

    /** Tells {@code ended} the outcome on the loop, unless the attempt was given up before. */
    void register(IpAddress dvipa, Probe probe, Consumer<Registration> ended) {
        SharedAdapter current = adapter;
        if (current == null) {
            // The event that tells of the adapter's loss is on its way and will resign.
            return;
        }
        Attempt attempt = new Attempt(probe, ended);
        attempts.put(dvipa, attempt);
        // At once where that is possible: clients wait meanwhile.
        current.register(dvipa, probe)
                .thenAccept(outcome -> loop.executeNow(() -> {
                    // The outcome of an attempt that was given up says nothing about the one after it.
                    if (attempts.remove(dvipa, attempt)) {
                        if (outcome instanceof Registration.Registered) {
                            entries.put(dvipa, OatEntry.State.REGISTERED);
                        }
                        ended.accept(outcome);
                    }
                }));
    }

    void admit(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current != null) {
            entries.putIfAbsent(dvipa, OatEntry.State.ADMITTED);
            current.admit(dvipa);
        }
    }

    void silence(IpAddress dvipa) {
        if (attempts.remove(dvipa) != null || entries.containsKey(dvipa)) {
            entries.put(dvipa, OatEntry.State.ADMITTED);
        }
        SharedAdapter current = adapter;
        if (current != null) {
            current.silence(dvipa);
        }
    }

    void announce(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current != null) {
            current.announce(dvipa);
        }
    }

    void inquire(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current != null) {
            current.inquire(dvipa);
        }
    }

    void yielding(boolean nowYields) {
        yields = nowYields;
        SharedAdapter current = adapter;
        if (current != null) {
            current.yielding(nowYields);
        }
    }

    void deregister(IpAddress dvipa) {
        attempts.remove(dvipa);
        entries.remove(dvipa);
        drop(dvipa);
    }

    /** As {@link #deregister}, for good: no outcome is waited for any more. On any thread. */
    void drop(IpAddress dvipa) {
        SharedAdapter current = adapter;
        if (current != null) {
            current.deregister(dvipa);
        }
    }
}
