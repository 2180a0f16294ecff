// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.ezplex.libc.LibC;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes addresses on {@code lo} and kernel settings so that each can be taken back, by this process or, from the journal, by
 * the next one. An address stays while connections to it last, whatever becomes of the process: their servers live, and lose them
 * with the address. Safe for any thread.
 */
final class HostChanges implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostChanges.class);

    private static final long PROCESS = ProcessHandle.current().pid();

    private final Journal journal;
    private final Sysctls sysctls;
    private final LoopbackAddresses kernel;
    private final String scope;
    private HostState state;
    private boolean begun;
    private boolean closed;

    HostChanges(Journal journal, Sysctls sysctls, LoopbackAddresses kernel, String scope) {
        this.journal = journal;
        this.sysctls = sysctls;
        this.kernel = kernel;
        this.scope = scope;
        this.state = HostState.untouched(scope);
    }

    /**
     * What an earlier process left.
     *
     * @param adopted addresses that are on {@code lo} and count as this one's now
     * @param undone changes that were taken back
     */
    record Found(int adopted, int undone) {
        static final Found NOTHING = new Found(0, 0);
    }

    /**
     * What is on the host after the end.
     *
     * @param inUse addresses left for their connections, and how many these are
     * @param failures what the host did not allow to be taken back
     */
    record Remainder(Map<IpAddress, Integer> inUse, List<StackException> failures) {}

    /** Takes the journal, adopts the addresses an earlier process left and undoes the rest. Finds nothing the second time. */
    synchronized Found begin() {
        if (closed) {
            throw new StackException("the TCP/IP stack's provider has stopped");
        }
        if (begun) {
            return Found.NOTHING;
        }
        journal.acquire();
        Found found = Found.NOTHING;
        Optional<HostState> left = leftHere();
        if (left.isPresent()) {
            state = left.get();
            found = adopt();
        }
        journal.save(state);
        begun = true;
        return found;
    }

    /** What was done in another boot or namespace is not here. */
    private Optional<HostState> leftHere() {
        return journal.load().filter(left -> left.scope().equals(scope));
    }

    private Found adopt() {
        state.devices().keySet().retainAll(sysctls.ipv4Interfaces());
        state.devices().values().removeIf(process -> process != PROCESS);
        Set<RouteNetlink.LinkAddress> present = Set.copyOf(kernel.all());
        state.addresses().removeIf(address -> !present.contains(RouteNetlink.LinkAddress.onLoopback(address)));
        int settings = state.sysctls().size();
        List<StackException> failures = new ArrayList<>();
        restoreUnneeded(failures);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return new Found(state.addresses().size(), settings - state.sysctls().size());
    }

    /** While another process has the journal, its addresses: it may leave them to this one. */
    synchronized Set<IpAddress> addresses() {
        HostState counts = begun || closed ? state : leftHere().orElse(state);
        return Collections.unmodifiableSet(new LinkedHashSet<>(counts.addresses()));
    }

    /** Puts {@code address} on {@code lo}. */
    synchronized void addAddress(IpAddress address) {
        begin();
        boolean known = !state.addresses().add(address);
        journal.save(state);
        try {
            kernel.add(address);
        } catch (StackException e) {
            if (!known) {
                state.addresses().remove(address);
                journal.save(state);
            }
            throw e;
        }
    }

    /** Takes an address of {@link #addAddress} away. */
    synchronized void removeAddress(IpAddress address) {
        if (closed) {
            return;
        }
        begin();
        delete(address);
        state.addresses().remove(address);
        journal.save(state);
    }

    private void delete(IpAddress address) {
        try {
            kernel.delete(address);
        } catch (KernelRefusal e) {
            if (e.errno() != LibC.EADDRNOTAVAIL) {
                throw e;
            }
            log.debug("{} was not on lo any more", address);
        }
    }

    /** Notes a data device: as long as it is there the next one leaves the settings that it needs. */
    synchronized void device(String name) {
        begin();
        state.devices().clear();
        state.devices().put(name, PROCESS);
        journal.save(state);
    }

    /** The data device that a stack before has left in this process. */
    synchronized Optional<String> leftDevice() {
        begin();
        return state.devices().keySet().stream().findFirst();
    }

    /** Sets {@code key} to {@code value} if it is less. */
    synchronized void raise(String key, int value) {
        OptionalInt present = sysctls.read(key);
        if (present.isPresent() && present.getAsInt() < value) {
            set(key, value);
        }
    }

    /** Sets {@code key} to {@code value}; the value before the first change is what comes back. */
    synchronized void set(String key, int value) {
        begin();
        OptionalInt present = sysctls.read(key);
        if (present.isEmpty() || present.getAsInt() == value) {
            return;
        }
        HostState.Change earlier = state.sysctls().get(key);
        int before = earlier == null ? present.getAsInt() : earlier.before();
        state.sysctls().put(key, new HostState.Change(before, value));
        journal.save(state);
        try {
            sysctls.write(key, value);
        } catch (StackException e) {
            if (earlier == null) {
                state.sysctls().remove(key);
                journal.save(state);
            }
            throw e;
        }
    }

    /** Puts back the settings whose keys {@code which} picks, the last changed first. */
    synchronized void restore(Predicate<String> which) {
        if (closed) {
            return;
        }
        List<Map.Entry<String, HostState.Change>> changes =
                new ArrayList<>(state.sysctls().entrySet());
        Collections.reverse(changes);
        for (Map.Entry<String, HostState.Change> change : changes) {
            if (which.test(change.getKey())) {
                restore(change.getKey(), change.getValue());
                state.sysctls().remove(change.getKey());
            }
        }
        journal.save(state);
    }

    /** A setting that somebody has changed since is theirs. */
    private void restore(String key, HostState.Change change) {
        OptionalInt present = sysctls.read(key);
        if (present.isPresent() && present.getAsInt() == change.now()) {
            sysctls.write(key, change.before());
        }
    }

    /** Takes back as much as its connections and the host allow; the rest stays in the journal. */
    private Remainder takeBack() {
        Map<IpAddress, Integer> inUse = new LinkedHashMap<>();
        List<StackException> failures = new ArrayList<>();
        state.devices().clear();
        for (IpAddress address : List.copyOf(state.addresses())) {
            attempt(failures, () -> {
                int connections = kernel.connectionCount(address);
                if (connections > 0) {
                    inUse.put(address, connections);
                } else {
                    removeAddress(address);
                }
            });
        }
        restoreUnneeded(failures);
        return new Remainder(inUse, failures);
    }

    private void restoreUnneeded(List<StackException> failures) {
        boolean answerable = state.addresses().stream().anyMatch(IpAddress::isV4);
        List<String> keys = new ArrayList<>(state.sysctls().keySet());
        Collections.reverse(keys);
        keys.removeIf(key -> answerable && InternalAddresses.silences(key));
        keys.removeIf(key -> !state.devices().isEmpty() && DeviceSettings.lets(key));
        keys.forEach(key -> attempt(failures, () -> restore(key::equals)));
        attempt(failures, () -> journal.save(state));
    }

    private static void attempt(List<StackException> failures, Runnable step) {
        try {
            step.run();
        } catch (StackException e) {
            log.debug("cannot take back", e);
            failures.add(e);
        }
    }

    @Override
    public void close() {
        end();
    }

    /** Everything stays, in the journal too, which is freed for good: the next one goes on with it. */
    synchronized void leave() {
        begun = false;
        closed = true;
        journal.close();
    }

    /** Takes everything back that nobody uses, and frees the journal for good: what comes after that must not touch the next one's. */
    synchronized Remainder end() {
        try {
            return begun ? takeBack() : new Remainder(Map.of(), List.of());
        } finally {
            begun = false;
            closed = true;
            journal.close();
        }
    }
}
