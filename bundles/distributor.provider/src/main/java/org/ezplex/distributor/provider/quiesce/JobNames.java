// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose sockets are, by the open files of all processes. Takes a while on a busy host: not for the event loop. */
final class JobNames {
    private static final Logger LOG = LoggerFactory.getLogger(JobNames.class);
    private static final String SOCKET = "socket:[";

    private final Path processes;

    /**
     * Job names.
     *
     * @param processes {@code /proc}
     */
    JobNames(Path processes) {
        this.processes = processes;
    }

    /**
     * By inode the names of the processes that have a socket, upper case: several where one has handed it to others, none where this
     * system may not look.
     */
    Map<Long, Set<String>> of(Set<Long> inodes) {
        Map<Long, Set<String>> jobs = new HashMap<>();
        inodes.forEach(inode -> jobs.put(inode, new TreeSet<>()));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : all) {
                ofProcess(process, jobs);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The processes of this host cannot be read", e);
        }
        return jobs;
    }

    /** A process may end while it is looked at. */
    private static void ofProcess(Path process, Map<Long, Set<String>> jobs) {
        try {
            Set<Long> own = sockets(process);
            own.retainAll(jobs.keySet());
            if (!own.isEmpty()) {
                String name = name(process);
                own.forEach(inode -> jobs.get(inode).add(name));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.trace("{} has ended, or may not be looked at", process, e);
        }
    }

    private static Set<Long> sockets(Path process) throws IOException {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                String target = target(file);
                if (target.startsWith(SOCKET)) {
                    inodes.add(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10));
                }
            }
        }
        return inodes;
    }

    /** A file may be closed while it is looked at; the others of its process still count. */
    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            LOG.trace("{} is closed", file, e);
            return "";
        }
    }

    private static String name(Path process) throws IOException {
        byte[] name = Files.readAllBytes(process.resolve("comm"));
        return new String(name, StandardCharsets.UTF_8).strip().toUpperCase(Locale.ROOT);
    }
}
