// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged records of TLS at the port where keys are exchanged: each connection ends, and who comes afterwards is served. */
class KeyLineFuzzTest {
    private static final int ROUNDS = 300;
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final byte[] NONSENSE = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** A record of the handshake that promises more than comes. */
    private static final byte[] UNFINISHED = {22, 3, 1, 0x40, 0, 1, 0, 0, 4};

    @TempDir
    Path folder;

    @Test
    void afterAnyNonsenseTheNextIsServed() throws Exception {
        TestPki pki = new TestPki(folder);
        RecordingHardcopy hardcopy = new RecordingHardcopy();
        Trust trust = Trust.read(pki.enrol("SYS1"), "SYS1", Instant::now);
        GroupKeys keys = new GroupKeys(System::nanoTime, TimeUnit.MINUTES.toNanos(1));
        GroupKeys othersKeys = new GroupKeys(System::nanoTime, TimeUnit.MINUTES.toNanos(1));
        long begun = System.nanoTime();
        int port = TestSysplex.freePort();
        int othersPort = TestSysplex.freePort();
        try (KeyExchange one = exchange(trust, port, List.of(), keys, hardcopy)) {
            Fuzz.of(KeyLineFuzzTest.class, List.of(hello(trust), NONSENSE, UNFINISHED))
                    .run(ROUNDS, input -> {
                        send(port, input);
                        return true;
                    });
            assertThat(one.current()).isNotNull();
            long minutes = Duration.ofNanos(System.nanoTime() - begun).toMinutes();
            assertThat(hardcopy.count(Message.EZX2020E))
                    .as("lines about nonsense, each once a minute")
                    .isLessThanOrEqualTo(2 * (1 + minutes));
            Trust others = Trust.read(pki.enrol("SYS2"), "SYS2", Instant::now);
            InetSocketAddress ones = new InetSocketAddress(HERE, port);
            try (KeyExchange two = exchange(others, othersPort, List.of(ones), othersKeys, new RecordingHardcopy())) {
                await("the next has the key", () -> {
                    two.of(keys.current().name(), HERE);
                    return othersKeys.best().equals(keys.best());
                });
            }
        }
    }

    private static KeyExchange exchange(
            Trust trust, int port, List<InetSocketAddress> hosts, GroupKeys keys, RecordingHardcopy hardcopy)
            throws IOException {
        KeyPlaces places = new KeyPlaces(HERE, port, hosts);
        return new KeyExchange(trust, places, keys, new KeyMessages("TESTGRP", hardcopy), () -> {});
    }

    /** What a client says first. */
    private static byte[] hello(Trust trust) throws SSLException {
        SSLEngine engine = trust.context().createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(Tls.VERSIONS);
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        byte[] octets = new byte[record.flip().remaining()];
        record.get(octets);
        return octets;
    }

    /** Waits until the other side has ended it. */
    private static void send(int port, byte[] octets) throws IOException {
        try (Socket stranger = new Socket(HERE, port)) {
            stranger.getOutputStream().write(octets);
            stranger.shutdownOutput();
            stranger.getInputStream().readAllBytes();
        } catch (SocketException e) {
            assertThat(e).as("ended at once").isNotNull();
        }
    }
}
