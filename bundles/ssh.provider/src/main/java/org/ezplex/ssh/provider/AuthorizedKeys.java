// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** The file of keys, read anew when it has changed. Safe for any thread. */
final class AuthorizedKeys {
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private final Hardcopy hardcopy;
    private Object seen = "";
    private List<AuthorizedKey> keys = List.of();

    AuthorizedKeys(Path file, Hardcopy hardcopy) {
        this.file = file;
        this.hardcopy = hardcopy;
    }

    synchronized Optional<AuthorizedKey> find(String user, PublicKey key) {
        refresh();
        return keys.stream().filter(authorized -> authorized.is(user, key)).findFirst();
    }

    /** Whether somebody who has logged in might do so now. */
    synchronized boolean has(AuthorizedKey authorized) {
        refresh();
        return keys.stream()
                .anyMatch(key -> key.role() == authorized.role() && key.is(authorized.user(), authorized.key()));
    }

    /** Reads the file if it has changed, so that what is wrong with it is told when it is written and not at the next login. */
    synchronized void look() {
        refresh();
    }

    private void refresh() {
        Object now = state();
        if (!now.equals(seen)) {
            seen = now;
            keys = read();
        }
    }

    /** What changes when the file or what others may do with it does. */
    private Object state() {
        try {
            return List.of(
                    Files.readAttributes(file, "unix:ino,ctime,mode,size"),
                    Files.readAttributes(file.toAbsolutePath().getParent(), "unix:mode"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<AuthorizedKey> read() {
        try {
            checkWriters(file.toAbsolutePath().getParent());
            checkWriters(file);
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("IT IS TOO LONG");
            }
            return parse(
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
        } catch (NoSuchFileException e) {
            hardcopy.issue(Message.EZX7025E, file, "THERE IS NO SUCH FILE");
        } catch (IOException e) {
            hardcopy.issue(Message.EZX7025E, file, e.getMessage());
        }
        return List.of();
    }

    private static void checkWriters(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "posix:permissions,owner");
        Set<?> permissions = (Set<?>) found.get("permissions");
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("OTHERS MAY WRITE " + path);
        }
        String owner = String.valueOf(found.get("owner"));
        if (!owner.equals(System.getProperty("user.name")) && !owner.equals("root")) {
            throw new IOException(path + " BELONGS TO " + owner);
        }
    }

    private List<AuthorizedKey> parse(List<String> lines) {
        List<AuthorizedKey> parsed = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                parsed.add(KeyLine.parse(line));
            } catch (KeyLine.WrongException e) {
                hardcopy.issue(Message.EZX7024E, i + 1, file, e.getMessage());
            }
        }
        return List.copyOf(parsed);
    }
}
