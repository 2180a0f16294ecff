// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a later start that a change was not confirmed when the system ended. It is there before the change is in force. */
final class TrialFile {
    private static final Pattern FORM = Pattern.compile("trial ([0-9]{1,9}) before ([0-9]{1,9})\n");

    private final Path file;

    TrialFile(Path folder) {
        this.file = folder.resolve("trial");
    }

    /** The change that was not confirmed. Throws if there was one and which one cannot be read. */
    Optional<Unconfirmed> read() throws IOException {
        try {
            Matcher matcher = FORM.matcher(Files.readString(file));
            if (!matcher.matches()) {
                throw new IOException(file + " IS NOT WHAT WAS WRITTEN");
            }
            return Optional.of(new Unconfirmed(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Unconfirmed trial) throws IOException {
        Durable.folder(file.getParent());
        Path next = file.resolveSibling("trial.new");
        Durable.delete(next);
        Durable.write(next, "trial " + trial.number() + " before " + trial.before() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.force(file.getParent());
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            Durable.force(file.getParent());
        }
    }
}
