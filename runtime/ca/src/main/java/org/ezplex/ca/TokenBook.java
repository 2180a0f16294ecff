// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.UntrustedException;

/** The tokens that the authority has given out, one a line: system, state, until when, proof; a spent one's key is forgotten. */
final class TokenBook {
    private static final String FORGOTTEN = "0".repeat(64);
    private static final String CURE = "make another: ezplex ca token SYS";

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    enum State {
        OPEN,
        SPENT,
        CANCELLED
    }

    /** A token. */
    record Entry(String system, State state, Instant until, Proof proof) {
        Entry closed(State now) {
            return new Entry(
                    system,
                    now,
                    until,
                    new Proof(
                            proof.id(),
                            Proof.parse("- " + FORGOTTEN).orElseThrow().key()));
        }

        /** Whether it could still be spent if it were not too late. */
        boolean isOver(Instant now) {
            return state == State.OPEN && !now.isBefore(until);
        }

        String text() {
            return system + " " + state + " " + until + " " + proof.text();
        }
    }

    TokenBook(Path file) throws IOException, UntrustedException {
        this.file = file;
        if (!Files.notExists(file)) {
            for (String line : SafeFile.readSecret(file).lines().toList()) {
                entries.add(parse(line)
                        .orElseThrow(() -> new UntrustedException("A LINE OF " + file + " IS NOT WELL FORMED")));
            }
        }
    }

    private static Optional<Entry> parse(String line) {
        String[] words = line.split(" ", 4);
        if (words.length != 4) {
            return Optional.empty();
        }
        try {
            State state = State.valueOf(words[1]);
            Instant until = Instant.parse(words[2]);
            return Proof.parse(words[3]).map(proof -> new Entry(words[0], state, until, proof));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    void add(String system, Instant until, Proof proof) throws IOException {
        entries.add(new Entry(system, State.OPEN, until, proof));
        save();
    }

    /** The proof of the token called {@code id}, if it can be spent for {@code system} now. */
    Proof open(String id, String system, Instant now) throws RefusedException {
        Entry entry = entries.stream()
                .filter(each -> each.proof().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException("the token is not one of this authority's", CURE));
        if (entry.state() != State.OPEN) {
            throw new RefusedException(
                    entry.state() == State.SPENT ? "the token was spent already" : "the token was cancelled", CURE);
        }
        if (!now.isBefore(entry.until())) {
            throw new RefusedException("the token was good until " + entry.until() + " only", CURE);
        }
        if (!entry.system().equals(system)) {
            throw new RefusedException(
                    "the token is for " + entry.system() + ", the request for " + system,
                    "make a token for that system, if that is meant");
        }
        return entry.proof();
    }

    void spend(String id) throws IOException {
        entries.replaceAll(each -> each.proof().id().equals(id) ? each.closed(State.SPENT) : each);
        save();
    }

    /** No open token of {@code system} is good any more. Returns how many there were. */
    int cancel(String system) throws IOException {
        int count = 0;
        for (ListIterator<Entry> all = entries.listIterator(); all.hasNext(); ) {
            Entry each = all.next();
            if (each.system().equals(system) && each.state() == State.OPEN) {
                all.set(each.closed(State.CANCELLED));
                count++;
            }
        }
        save();
        return count;
    }

    private void save() throws IOException {
        SafeFile.write(file, entries.stream().map(Entry::text).collect(Collectors.joining("\n", "", "\n")));
    }
}
