// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobNamesTest {
    private static final Path SELF = Path.of("/proc/self");

    @TempDir
    private Path processes;

    @Test
    void aSocketHasTheNamesOfAllProcessesThatHaveItOpen() throws IOException {
        process(1, "systemd", "socket:[10]", "/dev/null");
        process(200, "nginx", "socket:[10]", "socket:[11]", "anon_inode:[eventpoll]", "pipe:[12]");
        process(201, "nginx", "socket:[10]");
        assertThat(new JobNames(processes).of(Set.of(10L, 11L, 12L)))
                .isEqualTo(Map.of(10L, Set.of("SYSTEMD", "NGINX"), 11L, Set.of("NGINX"), 12L, Set.of()));
    }

    @Test
    void whatIsNoProcessOrHasEndedMeanwhileIsPassedOver() throws IOException {
        Files.createDirectories(processes.resolve("net"));
        Files.createDirectories(processes.resolve("300"));
        process(301, "httpd", "socket:[10]");
        Files.delete(processes.resolve("301").resolve("comm"));
        process(302, "sshd", "socket:[10]");
        Files.writeString(processes.resolve("302").resolve("fd").resolve("9"), "no link");
        assertThat(new JobNames(processes).of(Set.of(10L))).isEqualTo(Map.of(10L, Set.of("SSHD")));
    }

    @Test
    void whereThereAreNoProcessesEverySocketIsNobodys() {
        assertThat(new JobNames(processes.resolve("none")).of(Set.of(10L))).isEqualTo(Map.of(10L, Set.of()));
    }

    @Test
    void aSocketOfThisProcessHasItsName() throws IOException {
        assumeTrue(Files.isDirectory(SELF), "there is no /proc");
        Set<Long> before = sockets();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.isBound()).isTrue();
            Set<Long> inodes = sockets();
            inodes.removeAll(before);
            assertThat(inodes).isNotEmpty();
            String name = Files.readString(SELF.resolve("comm")).strip().toUpperCase(Locale.ROOT);
            assertThat(new JobNames(Path.of("/proc")).of(inodes).values()).allMatch(jobs -> jobs.contains(name));
        }
    }

    private static Set<Long> sockets() throws IOException {
        Set<Long> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path file : files) {
                String target = Files.exists(file) || Files.isSymbolicLink(file)
                        ? Files.readSymbolicLink(file).toString()
                        : "";
                if (target.startsWith("socket:[")) {
                    inodes.add(Long.parseLong(target.replaceAll("\\D", "")));
                }
            }
        }
        return inodes;
    }

    private void process(int number, String name, String... files) throws IOException {
        Path process = processes.resolve(Integer.toString(number));
        Files.createDirectories(process.resolve("fd"));
        Files.writeString(process.resolve("comm"), name + "\n");
        for (int i = 0; i < files.length; i++) {
            Files.createSymbolicLink(process.resolve("fd").resolve(Integer.toString(i)), Path.of(files[i]));
        }
    }
}
