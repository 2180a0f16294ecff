// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.ProfileException;
import org.ezplex.system.Message;

/** VARY OBEYFILE, SYNTAXCHECK, PROFILE and CONFIRM. */
final class VaryProfile {
    private static final int MOST_SECONDS = 86_400;

    private final Parts parts;
    private final OperandFiles files;

    VaryProfile(Parts parts, OperandFiles files) {
        this.parts = parts;
        this.files = files;
    }

    Vary.Outcome obey(Words words) {
        Path file = files.next(words);
        Optional<Duration> time = time(words);
        try {
            Compilation compilation = time.isPresent()
                    ? parts.history().obey(file, time.get())
                    : parts.profiles().obey(file);
            return outcome("VARY OBEYFILE", compilation, trial(time));
        } catch (ProfileException e) {
            throw refused(e);
        }
    }

    Vary.Outcome syntaxCheck(Words words) {
        Path file = files.next(words);
        words.end();
        return outcome("VARY SYNTAXCHECK", parts.profiles().syntaxCheck(file), "");
    }

    /** VARY PROFILE,ROLLBACK. */
    Vary.Outcome profile(Words words) {
        if (!words.take("ROLLBACK", 4)) {
            throw words.unknown(words.next("ROLLBACK"));
        }
        int number = DisplayProfile.number(words);
        Optional<Duration> time = time(words);
        try {
            Compilation compilation = parts.history().rollback(number, time);
            return outcome("VARY PROFILE,ROLLBACK", compilation, said(Message.EZX1054I, number) + trial(time));
        } catch (ProfileException e) {
            throw refused(e);
        }
    }

    Vary.Outcome confirm(Words words) {
        words.end();
        try {
            return new Vary.Outcome(said(Message.EZX1051I, parts.history().confirm()), true);
        } catch (ProfileException e) {
            throw refused(e);
        }
    }

    /** CONFIRM with its seconds, if there is one; nothing may follow. */
    private static Optional<Duration> time(Words words) {
        Optional<Duration> time = words.take("CONFIRM", 4)
                ? Optional.of(
                        Duration.ofSeconds(ReportOptions.number(words, "CONFIRM", words.next("SECONDS"), MOST_SECONDS)))
                : Optional.empty();
        words.end();
        return time;
    }

    /** What is on trial now, where that was asked for. */
    private String trial(Optional<Duration> time) {
        return time.map(t -> parts.history()
                        .trial()
                        .map(trial -> said(Message.EZX1050I, trial.number(), t.toSeconds(), trial.before()))
                        .orElseGet(() -> said(Message.EZX1055I)))
                .orElse("");
    }

    private Vary.Outcome outcome(String command, Compilation compilation, String more) {
        StringBuilder text = new StringBuilder();
        for (Diagnostic diagnostic : compilation.diagnostics()) {
            if (diagnostic.message() == Message.EZX1043E) {
                throw CommandFailure.failed(line(diagnostic), Message.EZX1043E.response());
            }
            text.append(line(diagnostic)).append('\n');
        }
        Message last = compilation.clean() ? Message.EZZ0053I : Message.EZZ0059I;
        parts.hardcopy().issue(last, command);
        text.append(more).append(said(last, command));
        return new Vary.Outcome(text.toString(), compilation.clean());
    }

    private static String said(Message message, Object... inserts) {
        return message.name() + " " + message.text(inserts) + "\n";
    }

    private CommandFailure refused(ProfileException why) {
        Object[] inserts = why.inserts().toArray();
        parts.hardcopy().issue(why.id(), inserts);
        return CommandFailure.failed(
                why.id().name() + " " + why.id().text(inserts), why.id().response());
    }

    private static String line(Diagnostic diagnostic) {
        String id = diagnostic.message().name();
        return (diagnostic.text().startsWith(id) ? "" : id + " ")
                + diagnostic.text().replace('\n', ' ');
    }
}
