// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ezplex.profile.Snapshot;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * The snapshots of what was in force, and which of them is. Only so many are kept. A folder that cannot be written is said once, and
 * the profile goes on without. One thread at a time may change something; every thread may look.
 */
public final class History {
    private final SnapshotFolder folder;
    private final TrialFile trial;
    private final HandoverFile handover;
    private final Hardcopy hardcopy;
    private volatile List<SnapshotFolder.Entry> entries = List.of();
    private volatile int current;
    private int highest;
    private boolean failing;
    private volatile int most;
    private volatile long mostBytes;

    /** Finds what is kept in {@code path}, which need not be there. */
    public History(Path path, Hardcopy hardcopy) {
        this.folder = new SnapshotFolder(path);
        this.trial = new TrialFile(path);
        this.handover = new HandoverFile(path, HandoverFile.thisLife());
        this.hardcopy = hardcopy;
        try {
            SnapshotFolder.Found found = folder.find();
            entries = found.entries();
            highest = found.highest();
            found.broken().forEach(name -> hardcopy.issue(Message.EZX1049E, name, folder));
        } catch (IOException e) {
            failed(e);
        }
    }

    /** How many snapshots are kept, and how many bytes they take at most together. */
    public void limit(int snapshots, long bytes) {
        most = snapshots;
        mostBytes = bytes;
    }

    /** What is kept, oldest first. */
    public List<Snapshot> snapshots() {
        return entries.stream().map(SnapshotFolder.Entry::snapshot).toList();
    }

    /** The snapshot {@code number}, if it is kept. */
    public Optional<Snapshot> snapshot(int number) {
        return snapshots().stream().filter(s -> s.number() == number).findFirst();
    }

    /** The number of the snapshot in force; 0 if that could not be kept. */
    public int current() {
        return current;
    }

    /** The statements of a snapshot; empty if it is not kept, or not as it was written. */
    public Optional<List<String>> statements(int number) {
        if (snapshot(number).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.statements(number));
        } catch (IOException e) {
            // It may have been the oldest one.
            return Optional.empty();
        }
    }

    /** Keeps {@code content}, which is in force now; whether that worked. Snapshot {@code spared} is not deleted to make room. */
    public boolean keep(Content content, Instant time, int spared) {
        Snapshot snapshot = new Snapshot(
                highest + 1,
                time,
                content.by(),
                content.files(),
                content.text().statements(),
                content.errors(),
                content.restorable());
        try {
            add(folder.write(snapshot, content));
        } catch (IOException e) {
            current = 0;
            failed(e);
            return false;
        }
        failing = false;
        highest = snapshot.number();
        current = highest;
        makeRoom(spared);
        return true;
    }

    /** Snapshot {@code number} is what is in force: what came after it is not, or it was so before this bundle was replaced. */
    public void stays(int number) {
        current = number;
    }

    /** As {@link #keep}, but what is the same as the newest snapshot is that: a start that changes nothing tells nothing. */
    public void keepIfNew(Content content, Instant time) {
        OptionalInt newest =
                entries.stream().mapToInt(e -> e.snapshot().number()).max();
        if (newest.isPresent() && same(newest.getAsInt(), content)) {
            current = newest.getAsInt();
        } else {
            keep(content, time, 0);
        }
    }

    private boolean same(int number, Content content) {
        Snapshot snapshot = snapshot(number).orElseThrow();
        try {
            return snapshot.by().equals(content.by())
                    && snapshot.files().equals(content.files())
                    && folder.statements(number).equals(content.text().lines())
                    && folder.sources(snapshot)
                            .equals(new ArrayList<>(content.sources().values()));
        } catch (IOException e) {
            return false;
        }
    }

    private void add(SnapshotFolder.Entry entry) {
        List<SnapshotFolder.Entry> more = new ArrayList<>(entries);
        more.add(entry);
        entries = List.copyOf(more);
    }

    private void makeRoom(int spared) {
        for (SnapshotFolder.Entry entry : entries) {
            int number = entry.snapshot().number();
            long bytes = entries.stream().mapToLong(SnapshotFolder.Entry::bytes).sum();
            if (entries.size() <= most && bytes <= mostBytes) {
                return;
            }
            if (number != current && number != spared) {
                delete(entry);
            }
        }
    }

    private void delete(SnapshotFolder.Entry entry) {
        try {
            folder.delete(entry.snapshot().number());
            entries = entries.stream().filter(e -> !e.equals(entry)).toList();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Notes that the next snapshot will be on trial and {@code before} comes back unless it is confirmed. */
    public void beginTrial(int before) throws IOException {
        trial.write(new Unconfirmed(highest + 1, before));
    }

    /** The trial is over; the operator is told if that cannot be noted. */
    public boolean endTrial() {
        try {
            trial.delete();
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** What was on trial when an earlier run ended; the operator is told if that cannot be read. */
    public Optional<Unconfirmed> unfinishedTrial() {
        try {
            return trial.read();
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    /** Leaves what is in force to whoever replaces this bundle; nothing if that could not be kept. */
    public void handOver() {
        if (current != 0) {
            try {
                handover.write(current);
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    /** The number of the snapshot that was handed over, once; the operator is told if that cannot be read. */
    public OptionalInt takeOver() {
        try {
            return handover.take();
        } catch (IOException e) {
            failed(e);
            return OptionalInt.empty();
        }
    }

    private void failed(IOException failure) {
        if (!failing) {
            hardcopy.issue(Message.EZX1048E, folder, failure);
        }
        failing = true;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
