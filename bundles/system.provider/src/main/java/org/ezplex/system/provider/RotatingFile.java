// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A text file that is renamed to {@code .1} ({@code .1} to {@code .2}, ...) when it is full. For one thread at a time. */
final class RotatingFile implements AutoCloseable {
    private final Path file;
    private long mostBytes;
    private int generations;
    private OutputStream out;
    private long bytes;

    RotatingFile(Path file, long mostBytes, int generations) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        this.generations = generations;
        Files.createDirectories(file.getParent());
        open();
    }

    private void open() throws IOException {
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        bytes = Files.size(file);
    }

    /** Other limits from the next line on. */
    void limits(long bytesAtMost, int kept) {
        mostBytes = bytesAtMost;
        generations = kept;
    }

    void line(String line) throws IOException {
        byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes > 0 && bytes + text.length > mostBytes) {
            rotate();
        }
        out.write(text);
        bytes += text.length;
    }

    private void rotate() throws IOException {
        out.close();
        for (int i = generations - 1; i >= 1; i--) {
            Path older = generation(i);
            if (Files.exists(older)) {
                Files.move(older, generation(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (generations > 0) {
            Files.move(file, generation(1), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(file);
        }
        open();
    }

    private Path generation(int i) {
        return file.resolveSibling(file.getFileName() + "." + i);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
