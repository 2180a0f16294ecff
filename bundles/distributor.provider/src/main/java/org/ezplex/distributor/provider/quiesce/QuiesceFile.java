// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * Keeps what is quiesced over restarts of the system and of the host: a line for each, as an operator codes it. Written whole, forced
 * to the disk and put in place at once.
 */
final class QuiesceFile {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_PORT = 65_535;
    private static final String REPLACED = "\uFFFD";

    /** As long as the kernel lets the name of a process be. */
    private static final int MOST_JOBNAME = 15;

    private static final Pattern FORM =
            Pattern.compile("(?:TARGET|(?:PORT=(\\d{1,5}))?,?(?:JOBNAME=([^\\p{Cntrl},]+))?)");

    private final Path file;

    QuiesceFile(Path file) {
        this.file = file;
    }

    /** What is kept; what cannot be read is told to the operator. */
    Quiesced read(Hardcopy hardcopy) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            return parse(
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    hardcopy);
        } catch (NoSuchFileException e) {
            return Quiesced.NOTHING;
        } catch (IOException e) {
            hardcopy.issue(Message.EZX6015E, file, e);
            return Quiesced.NOTHING;
        }
    }

    private Quiesced parse(List<String> lines, Hardcopy hardcopy) {
        List<QuiesceTarget> targets = new ArrayList<>();
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<QuiesceTarget> target = target(lines.get(i));
            target.ifPresent(targets::add);
            if (target.isEmpty()) {
                wrong.add(i + 1);
            }
        }
        if (!wrong.isEmpty()) {
            // Somebody else's file may be long.
            String some = wrong.stream().limit(10).map(Object::toString).collect(Collectors.joining(", "));
            hardcopy.issue(Message.EZX6015E, file, wrong.size() + " LINES ARE WRONG: " + some);
        }
        return Quiesced.of(targets);
    }

    /** What a line says; empty if no line that is written here says it. */
    private static Optional<QuiesceTarget> target(String line) {
        Matcher matcher = FORM.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OptionalInt port =
                matcher.group(1) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(1)));
        QuiesceTarget target = new QuiesceTarget(port, Optional.ofNullable(matcher.group(2)));
        return target.toString().equals(line) && sound(target) ? Optional.of(target) : Optional.empty();
    }

    private static boolean sound(QuiesceTarget target) {
        int port = target.port().orElse(1);
        return port >= 1
                && port <= MOST_PORT
                && target.jobname().filter(name -> !sound(name)).isEmpty();
    }

    private static boolean sound(String jobname) {
        return jobname.length() <= MOST_JOBNAME
                && jobname.equals(jobname.toUpperCase(Locale.ROOT))
                && !jobname.contains(REPLACED);
    }

    /** Whether a later start would read it as it is. */
    static boolean keeps(QuiesceTarget target) {
        return target(target.toString()).filter(target::equals).isPresent();
    }

    void write(Quiesced quiesced) throws IOException {
        Files.createDirectories(file.getParent());
        String lines = quiesced.targets().stream().map(target -> target + "\n").collect(Collectors.joining());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
