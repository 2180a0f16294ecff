// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.system.Message;

/** VARY OBEYFILE and VARY SYNTAXCHECK. */
final class VaryProfile {
    private final Parts parts;

    VaryProfile(Parts parts) {
        this.parts = parts;
    }

    Vary.Outcome obey(Words words) {
        return outcome("VARY OBEYFILE", parts.profiles().obey(file(words)));
    }

    Vary.Outcome syntaxCheck(Words words) {
        return outcome("VARY SYNTAXCHECK", parts.profiles().syntaxCheck(file(words)));
    }

    private Path file(Words words) {
        String name = words.next("FILE");
        Path file;
        try {
            file = parts.image().home().resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw words.wrong(name + " IS NOT A FILE NAME: " + e.getReason());
        }
        words.end();
        return file;
    }

    private Vary.Outcome outcome(String command, Compilation compilation) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            if (diagnostic.message() == Message.EZX1043E) {
                throw CommandFailure.failed(line(diagnostic), Message.EZX1043E.response());
            }
            text.append(line(diagnostic)).append('\n');
        }
        Message last = compilation.clean() ? Message.EZZ0053I : Message.EZZ0059I;
        parts.hardcopy().issue(last, command);
        text.append(last.name()).append(' ').append(last.text(command)).append('\n');
        return new Vary.Outcome(text.toString(), compilation.clean());
    }

    private static String line(Diagnostic diagnostic) {
        String id = diagnostic.message().name();
        return (diagnostic.text().startsWith(id) ? "" : id + " ")
                + diagnostic.text().replace('\n', ' ');
    }
}
