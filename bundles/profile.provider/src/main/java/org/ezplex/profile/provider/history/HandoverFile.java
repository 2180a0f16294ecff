// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whoever replaces this bundle in the running system which snapshot was in force. It counts in one life of the JVM only: a later
 * start of the system reads the initial profile.
 */
final class HandoverFile {
    private static final Pattern FORM = Pattern.compile("snapshot ([0-9]{1,9}) in (.*)\n");

    private final Path file;
    private final String life;

    /** @param life tells this life of the JVM from any other on this host, in one line */
    HandoverFile(Path folder, String life) {
        this.file = folder.resolve("handover");
        this.life = life;
    }

    /** This life of the JVM. Its process number may be used again, and its begin is not exact: it takes both. */
    static String thisLife() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " "
                + self.info().startInstant().map(Object::toString).orElse("");
    }

    void write(int snapshot) throws IOException {
        Durable.delete(file);
        Durable.write(file, "snapshot " + snapshot + " in " + life + "\n");
    }

    /** What was handed over, once; empty if nothing was in this life. */
    OptionalInt take() throws IOException {
        try {
            Matcher matcher = FORM.matcher(Files.readString(file));
            Durable.delete(file);
            return matcher.matches() && matcher.group(2).equals(life)
                    ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                    : OptionalInt.empty();
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        }
    }
}
