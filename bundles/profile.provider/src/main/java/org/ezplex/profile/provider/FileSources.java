// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Profiles in files, names relative to the including file, or to the home folder of the system. Bounded. */
final class FileSources implements Sources {
    static final int LARGEST = 4 << 20;

    private final Path home;

    FileSources(Path home) {
        this.home = home;
    }

    @Override
    public String locate(String from, String name) {
        try {
            Path folder = from.isEmpty() ? home : Path.of(from).getParent();
            return (folder == null ? home : folder).resolve(name).normalize().toString();
        } catch (InvalidPathException e) {
            return name;
        }
    }

    @Override
    public String read(String located) throws IOException {
        Path path;
        try {
            path = Path.of(located);
        } catch (InvalidPathException e) {
            throw new IOException("NOT A FILE NAME", e);
        }
        // It fails as reading would, where exists() says no for a folder that may not be entered too.
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isDirectory()) {
            throw new IOException("IT IS A DIRECTORY");
        }
        // A FIFO or device would never end; only regular files are opened.
        if (!file.isRegularFile()) {
            throw new IOException("IT IS NOT A PLAIN FILE");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("IT IS LARGER THAN " + LARGEST + " BYTES");
            }
            return text(bytes);
        }
    }

    /** UTF-8, or ISO 8859-1 if it is not. */
    static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** What the operator is told of {@code failure}. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "NO SUCH FILE";
        }
        if (failure instanceof AccessDeniedException) {
            return "PERMISSION DENIED";
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : Token.safe(message);
    }
}
