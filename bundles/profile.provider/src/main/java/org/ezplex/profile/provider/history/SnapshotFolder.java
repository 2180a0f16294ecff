// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ezplex.profile.Snapshot;

/**
 * Snapshots on the disk, a folder with its number for each:
 *
 * <pre>
 * HOME/history/0007/about       when, by what, from which files; digests of the others
 *                  /statements  all that was in force; can be obeyed as it is
 *                  /messages    what was said about the files
 *                  /source-1    the file that was read, then what it includes
 * </pre>
 *
 * A snapshot is written under another name and gets its own when all of it is on the disk, so that one with a number is whole. The
 * digests tell what was damaged or edited later.
 */
final class SnapshotFolder {
    private static final String ABOUT = "about";
    private static final String STATEMENTS = "statements";
    private static final String WRITING = ".part";
    private static final String DELETING = ".old";
    private static final String NUMBER = "[0-9]{4,9}";

    private final Path folder;

    SnapshotFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A snapshot on the disk.
     *
     * @param snapshot what it is
     * @param bytes what all its files take
     */
    record Entry(Snapshot snapshot, long bytes) {}

    /**
     * What is on the disk.
     *
     * @param entries whole snapshots, by number
     * @param broken what is not whole, by name
     * @param highest the highest number of these and those
     */
    record Found(List<Entry> entries, List<String> broken, int highest) {}

    /** What is there. What was being written or deleted when a system ended is taken away. */
    Found find() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        int highest = 0;
        for (Path path : Files.exists(folder) ? Durable.list(folder) : List.<Path>of()) {
            String name = path.getFileName().toString();
            if (name.matches(NUMBER)) {
                highest = Math.max(highest, Integer.parseInt(name));
                try {
                    entries.add(entry(Integer.parseInt(name), path));
                } catch (IOException e) {
                    broken.add(name);
                }
            } else if (name.matches(NUMBER + "\\" + WRITING)) {
                broken.add(name);
                Durable.delete(path);
            } else if (name.matches(NUMBER + "\\" + DELETING)) {
                Durable.delete(path);
            }
        }
        entries.sort(
                (a, b) -> Integer.compare(a.snapshot().number(), b.snapshot().number()));
        return new Found(entries, broken, highest);
    }

    private static Entry entry(int number, Path path) throws IOException {
        About about = about(number, path);
        for (String file : about.digests().keySet()) {
            asWritten(about, path, file);
        }
        asWritten(about, path, STATEMENTS);
        return new Entry(about.snapshot(), bytes(path));
    }

    private static About about(int number, Path path) throws IOException {
        return About.parse(number, Files.readString(path.resolve(ABOUT)));
    }

    /** The text of a file of the snapshot in {@code path}. Throws if it is not the one that was written. */
    private static String asWritten(About about, Path path, String file) throws IOException {
        byte[] octets = Files.readAllBytes(path.resolve(file));
        if (!sha256(octets).equals(about.digests().get(file))) {
            throw new IOException(path.resolve(file) + " IS NOT WHAT WAS WRITTEN");
        }
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long bytes(Path path) throws IOException {
        try {
            return Durable.list(path).stream().mapToLong(SnapshotFolder::size).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a snapshot that is not there yet. */
    Entry write(Snapshot snapshot, Content content) throws IOException {
        Durable.folder(folder);
        Path part = folder.resolve(name(snapshot.number()) + WRITING);
        Durable.delete(part);
        Durable.folder(part);
        Map<String, String> texts = texts(content);
        Map<String, String> digests = new TreeMap<>();
        texts.forEach((file, text) -> digests.put(file, sha256(text.getBytes(StandardCharsets.UTF_8))));
        Durable.write(part.resolve(ABOUT), new About(snapshot, digests).text());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Durable.write(part.resolve(text.getKey()), text.getValue());
        }
        Durable.force(part);
        Path whole = folder.resolve(name(snapshot.number()));
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        Durable.force(folder);
        return new Entry(snapshot, bytes(whole));
    }

    private static Map<String, String> texts(Content content) {
        Map<String, String> texts = new TreeMap<>();
        texts.put(STATEMENTS, lines(content.text().lines()));
        texts.put("messages", lines(content.messages()));
        int number = 0;
        for (String source : content.sources().values()) {
            number++;
            texts.put("source-" + number, source);
        }
        return texts;
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** The statements of a snapshot. Throws if they are not those that were written. */
    List<String> statements(int number) throws IOException {
        Path path = folder.resolve(name(number));
        return asWritten(about(number, path), path, STATEMENTS).lines().toList();
    }

    /** The texts of the files a snapshot was read from, in their order. */
    List<String> sources(Snapshot snapshot) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= snapshot.files().size(); i++) {
            texts.add(Files.readString(folder.resolve(name(snapshot.number())).resolve("source-" + i)));
        }
        return texts;
    }

    void delete(int number) throws IOException {
        Path gone = folder.resolve(name(number) + DELETING);
        Durable.delete(gone);
        Files.move(folder.resolve(name(number)), gone, StandardCopyOption.ATOMIC_MOVE);
        Durable.delete(gone);
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "%04d", number);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
