// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;

/** Systems of a sysplex in one JVM, on the loopback interface. */
final class TestSysplex implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    /** From a system's port to the last of those that go with it. */
    private static final int FARTHEST_PORT = 300;

    private final Path folder;
    private final List<String> hosts = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final List<JGroupsXcfGroup> groups = new ArrayList<>();

    TestSysplex(Path folder, int systems) {
        this.folder = folder;
        while (ports.size() < systems) {
            int port = freePort();
            if (ports.stream().noneMatch(other -> Math.abs(other - port) <= FARTHEST_PORT)) {
                ports.add(port);
                hosts.add("127.0.0.1:" + port);
            }
        }
    }

    /** A system at the given place; {@code key} is any two hexadecimal digits. */
    JGroupsXcfGroup start(int place, String system, String key, long incarnation, RecordingHardcopy hardcopy) {
        return start(place, system, keyFile(key), incarnation, hardcopy);
    }

    /** A system that joins at a word only. */
    JGroupsXcfGroup waiting(int place, String system, String key, RecordingHardcopy hardcopy) {
        return start(place, system, keyFile(key), 1, DEADLINE.multipliedBy(2).toMillis(), hardcopy);
    }

    JGroupsXcfGroup start(int place, String system, Path keyFile, long incarnation, RecordingHardcopy hardcopy) {
        return start(place, system, keyFile, incarnation, 0, hardcopy);
    }

    private JGroupsXcfGroup start(
            int place, String system, Path keyFile, long incarnation, long holdMillis, RecordingHardcopy hardcopy) {
        return start(
                settings(place, keyFile, folder.resolve("no-pki"), holdMillis), member(system, incarnation), hardcopy);
    }

    /** A system that has no key file, and its certificate in {@code pki}. */
    JGroupsXcfGroup certified(int place, String system, Path pki, RecordingHardcopy hardcopy) {
        return start(settings(place, folder.resolve("no-key"), pki, 0), member(system, place), hardcopy);
    }

    /** A system that changes from the key file to the certificate in {@code pki}. */
    JGroupsXcfGroup changing(int place, String system, String key, Path pki, RecordingHardcopy hardcopy) {
        return start(settings(place, keyFile(key), pki, true, 0), member(system, place), hardcopy);
    }

    private JGroupsXcfGroup start(Settings settings, XcfMember member, RecordingHardcopy hardcopy) {
        JGroupsXcfGroup group = new JGroupsXcfGroup(settings, member, hardcopy);
        groups.add(group);
        return group;
    }

    static XcfMember member(String system, long incarnation) {
        return new XcfMember(
                XcfMember.nameOf(system, "TCPIP"), system, "TCPIP", incarnation, MemberState.NOT_DEFINED, bytes(""));
    }

    Settings settings(int place, Path keyFile, long holdMillis) {
        return settings(place, keyFile, folder.resolve("no-pki"), holdMillis);
    }

    private Settings settings(int place, Path keyFile, Path pki, long holdMillis) {
        return settings(place, keyFile, pki, false, holdMillis);
    }

    private Settings settings(int place, Path keyFile, Path pki, boolean keyTransition, long holdMillis) {
        return new Settings(
                "TESTGRP",
                "",
                "127.0.0.1",
                ports.get(place),
                "tcp",
                "",
                0,
                hosts,
                keyFile,
                pki,
                keyTransition,
                holdMillis,
                300,
                // Sixteen times the product's: a slow build machine must not look like a dead system.
                6_400);
    }

    int port(int place) {
        return ports.get(place);
    }

    Path keyFile(String key) {
        try {
            Path file = folder.resolve(key + ".key");
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, key.repeat(32) + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + DEADLINE + ": " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A port that is free, as are those that go with it; below those that the kernel gives to whoever connects. */
    static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            if (isFree(port) && isFree(port + 100) && isFree(port + 200) && isFree(port + 300)) {
                return port;
            }
        }
        throw new AssertionError("no four ports free");
    }

    private static boolean isFree(int port) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            new ServerSocket(port, 1, here).close();
            new DatagramSocket(port, here).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        groups.forEach(JGroupsXcfGroup::close);
    }
}
