// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes addresses on {@code lo} and kernel settings so that each can be taken back, by this process or, from the journal, by
 * the next one. Safe for any thread.
 */
final class HostChanges implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostChanges.class);

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

    /** Takes the journal and undoes what a crashed process left. Does nothing the second time. Returns how many changes that were. */
    synchronized int begin() {
        if (closed) {
            throw new StackException("the TCP/IP stack's provider has stopped");
        }
        if (begun) {
            return 0;
        }
        journal.acquire();
        HostState left = journal.load().orElse(state);
        int count = 0;
        // What was done in another boot or namespace is not here.
        if (left.scope().equals(scope)) {
            state = left;
            count = state.addresses().size() + state.sysctls().size();
            undo();
        }
        journal.save(state);
        begun = true;
        return count;
    }

    synchronized Set<IpAddress> addresses() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(state.addresses()));
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

    /** Takes back as much as the host allows; what it does not allow stays in the journal. */
    private void undo() {
        List<StackException> failures = new ArrayList<>();
        for (IpAddress address : List.copyOf(state.addresses())) {
            log.debug("taking {} away from lo", address);
            attempt(failures, () -> removeAddress(address));
        }
        List<String> keys = new ArrayList<>(state.sysctls().keySet());
        Collections.reverse(keys);
        keys.forEach(key -> attempt(failures, () -> restore(key::equals)));
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static void attempt(List<StackException> failures, Runnable step) {
        try {
            step.run();
        } catch (StackException e) {
            log.debug("cannot take back", e);
            failures.add(e);
        }
    }

    /** Takes everything back and frees the journal for good: what comes after that must not touch the next one's. */
    @Override
    public synchronized void close() {
        try {
            if (begun) {
                undo();
            }
        } finally {
            begun = false;
            closed = true;
            journal.close();
        }
    }
}
