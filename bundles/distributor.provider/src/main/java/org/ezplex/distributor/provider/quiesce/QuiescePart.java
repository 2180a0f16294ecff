// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ezplex.distributor.DistributorException;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;

/**
 * Does QUIESCE and RESUME: of the listeners that it hears of it shows the target's part those that may be given new connections. What
 * is quiesced is this stack's own business, so that neither a restart nor another owner changes it.
 *
 * <p>Commands on any thread but the event loop, on which the rest is done. Where jobs matter, a change waits for their names, and a listener that is new
 * is left out until its job is known; those that were known before stay as they are meanwhile.
 */
public final class QuiescePart implements StackListener {
    private final EventLoop loop;
    private final Executor reader;
    private final Hardcopy hardcopy;
    private final QuiesceFile file;
    private final JobNames jobNames;
    private final Consumer<Set<TcpListener>> target;
    private volatile Quiesced quiesced;
    private Quiesced inForce;
    private volatile Set<TcpListener> listeners = Set.of();
    private Map<Long, Set<String>> jobs = Map.of();
    private boolean reading;
    private boolean readAgain;

    /**
     * Takes up what was quiesced when the system was here last.
     *
     * @param reader reads the names of jobs, beside the event loop; of its own, so that nothing that a takeover needs waits for it
     * @param home the system's folder
     * @param processes {@code /proc}
     * @param target is shown the listeners that are open, whenever they may have changed
     */
    public QuiescePart(
            EventLoop loop,
            Executor reader,
            Hardcopy hardcopy,
            Path home,
            Path processes,
            Consumer<Set<TcpListener>> target) {
        this.loop = loop;
        this.reader = reader;
        this.hardcopy = hardcopy;
        this.target = target;
        file = new QuiesceFile(home.resolve("etc").resolve("quiesced"));
        jobNames = new JobNames(processes);
        quiesced = file.read(hardcopy);
        inForce = quiesced;
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    /**
     * QUIESCE. It counts for servers that are not there yet as well, so one that names none is done, and the operator is told.
     *
     * @return whether it names any, as the whole target always does
     */
    public boolean quiesce(QuiesceTarget what) {
        keep(what);
        boolean named = what.equals(QuiesceTarget.WHOLE) || namesAny(what);
        if (!named) {
            hardcopy.issue(Message.EZX6016I, what);
        }
        return named;
    }

    private boolean namesAny(QuiesceTarget what) {
        Set<TcpListener> present = listeners;
        Map<Long, Set<String>> found = what.jobname().isEmpty() ? Map.of() : jobNames.of(inodes(present));
        return present.stream().anyMatch(listener -> Quiesced.covers(what, listener, found));
    }

    private synchronized void keep(QuiesceTarget what) {
        if (!QuiesceFile.keeps(what)) {
            throw new DistributorException(
                    Message.EZX6014E, what, "A PORT IS A NUMBER FROM 1 TO 65535, A JOB NAME HAS UP TO 15 CHARACTERS");
        }
        keep(what, quiesced.with(what).orElseThrow(() -> new DistributorException(Message.EZX6012I, what)));
        hardcopy.issue(Message.EZX6010I, what);
    }

    /** RESUME. */
    public synchronized void resume(QuiesceTarget what) {
        keep(what, quiesced.without(what).orElseThrow(() -> new DistributorException(Message.EZX6013I, what)));
        hardcopy.issue(Message.EZX6011I, what);
    }

    private void keep(QuiesceTarget what, Quiesced next) {
        try {
            file.write(next);
        } catch (IOException e) {
            throw new DistributorException(Message.EZX6014E, what, "MAKE " + file + " WRITABLE, WHICH KEEPS IT: " + e);
        }
        quiesced = next;
        loop.execute(this::changed);
    }

    /** What is quiesced; on any thread. */
    public List<QuiesceTarget> quiesced() {
        return List.copyOf(quiesced.targets());
    }

    // ---- listeners -------------------------------------------------------------------------------------------------

    private void changed() {
        if (quiesced.byJob()) {
            readJobs();
        } else {
            enforce(Map.of());
        }
    }

    @Override
    public void listenersChanged(Set<TcpListener> present) {
        listeners = present;
        target.accept(inForce.open(listeners, jobs));
        if (quiesced.byJob()) {
            readJobs();
        }
    }

    /** All processes are looked at, which takes long on a large host: once at a time, however often listeners come and go meanwhile. */
    private void readJobs() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        Set<Long> inodes = inodes(listeners);
        reader.execute(() -> {
            Map<Long, Set<String>> read = Map.of();
            try {
                read = jobNames.of(inodes);
            } finally {
                Map<Long, Set<String>> found = read;
                loop.execute(() -> haveRead(found));
            }
        });
    }

    private void haveRead(Map<Long, Set<String>> found) {
        reading = false;
        enforce(found);
        if (readAgain) {
            readAgain = false;
            changed();
        }
    }

    private static Set<Long> inodes(Set<TcpListener> all) {
        return all.stream().map(TcpListener::inode).collect(Collectors.toSet());
    }

    /** Whatever asked for it: the last word of the operator counts. */
    private void enforce(Map<Long, Set<String>> found) {
        jobs = found;
        inForce = quiesced;
        target.accept(inForce.open(listeners, jobs));
    }
}
