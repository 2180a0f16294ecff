// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.system.Message;

/** VARY OBEYFILE and VARY SYNTAXCHECK. */
final class Vary {
    private final Parts parts;

    Vary(Parts parts) {
        this.parts = parts;
    }

    /**
     * What a VARY has to say.
     *
     * @param text all its lines
     * @param clean whether it did what it said
     */
    record Outcome(String text, boolean clean) {}

    Outcome run(List<String> entered) {
        Words words = new Words(entered, "USAGE: " + Usage.VARY);
        boolean obey = words.take("OBEYFILE", 4);
        if (!obey && !words.take("SYNTAXCHECK", 4)) {
            throw words.unknown(words.next("OBEYFILE OR SYNTAXCHECK"));
        }
        Path file = file(words);
        if (!words.done()) {
            throw words.unknown(words.next("FILE"));
        }
        Compilation compilation =
                obey ? parts.profiles().obey(file) : parts.profiles().syntaxCheck(file);
        return outcome(obey ? "VARY OBEYFILE" : "VARY SYNTAXCHECK", compilation);
    }

    private Path file(Words words) {
        String name = words.next("FILE");
        Path file;
        try {
            file = parts.image().home().resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw words.wrong(name + " IS NOT A FILE NAME: " + e.getReason());
        }
        if (Files.notExists(file)) {
            throw CommandFailure.failed(
                    "FILE " + file + " DOES NOT EXIST",
                    "give a path relative to " + parts.image().home() + ", or absolute");
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.failed("FILE " + file + " IS A DIRECTORY", "give the path of a file in it");
        }
        if (!Files.isReadable(file)) {
            throw CommandFailure.failed(
                    "FILE " + file + " CANNOT BE READ: PERMISSION DENIED", "let the user of this system read it");
        }
        // A FIFO or a device would never end.
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.failed(
                    "FILE " + file + " IS NOT A PLAIN FILE", "copy what it has into a file, and give the path of that");
        }
        return file;
    }

    private Outcome outcome(String command, Compilation compilation) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            text.append(line(diagnostic)).append('\n');
        }
        Message last = compilation.clean() ? Message.EZZ0053I : Message.EZZ0059I;
        parts.hardcopy().issue(last, command);
        text.append(last.name()).append(' ').append(last.text(command)).append('\n');
        return new Outcome(text.toString(), compilation.clean());
    }

    private static String line(Diagnostic diagnostic) {
        String id = diagnostic.message().name();
        return (diagnostic.text().startsWith(id) ? "" : id + " ")
                + diagnostic.text().replace('\n', ' ');
    }
}
