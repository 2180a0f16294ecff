// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ezplex.system.Message;
import org.ezplex.trust.UntrustedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyExchangeTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    /** The thread that looks into the folder. */
    private static final String TICK = "xcf-key-time";

    private static final String LIST = "ca.crl";
    private static final byte[] PACKET = "HELLO".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final List<KeyExchange> open = new ArrayList<>();

    /** A system as far as keys go. */
    private final class Node {
        final RecordingHardcopy hardcopy = new RecordingHardcopy();
        final List<InetSocketAddress> hosts = new ArrayList<>();
        final int port;
        final GroupKeys keys = new GroupKeys(System::nanoTime, TimeUnit.MINUTES.toNanos(1));
        final KeyExchange exchange;
        final PacketSeal seal;
        volatile boolean out;

        Node(String system, Path pki, InstantSource clock) throws Exception {
            port = TestSysplex.freePort();
            exchange = new KeyExchange(
                    Trust.read(pki, system, clock),
                    new KeyPlaces(HERE, port, hosts),
                    keys,
                    new KeyMessages("TESTGRP", hardcopy),
                    () -> out = true);
            open.add(exchange);
            seal = new PacketSeal(PacketSeal.PACKETS, exchange, new SecureRandom(), new RecordingRefused());
        }

        void knows(Node other) {
            hosts.add(new InetSocketAddress(HERE, other.port));
        }

        boolean hears(Node other) {
            byte[] sealed = other.seal.seal(PACKET, 0, PACKET.length);
            return seal.open(sealed, 0, sealed.length, HERE).isPresent();
        }
    }

    /** Whose certificate is not good, and what is said of it. */
    record Bad(String what, String reason) {}

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("other authority", "ITS CERTIFICATE IS OF ANOTHER AUTHORITY"),
                new Bad("expired", "ITS CERTIFICATE HAS EXPIRED (SYS2)"),
                new Bad("not yet valid", "ITS CERTIFICATE IS NOT VALID YET (SYS2)"),
                new Bad("revoked", "ITS CERTIFICATE IS REVOKED (SYS2)"));
    }

    @AfterEach
    void close() {
        open.forEach(KeyExchange::close);
    }

    @Test
    void whoHearsAnUnknownNameAsksAndThenUnderstands() throws Exception {
        TestPki pki = new TestPki(folder);
        Node one = new Node("SYS1", pki.enrol("SYS1"), Instant::now);
        Node two = new Node("SYS2", pki.enrol("SYS2"), Instant::now);
        one.knows(two);
        assertThat(one.hears(two)).isFalse();
        await("both have one key", () -> one.hears(two) && two.hears(one));
        assertThat(one.exchange.current().name())
                .isEqualTo(two.exchange.current().name());
    }

    @Test
    void aChangeOfTheKeyLosesNoPacket() throws Exception {
        TestPki pki = new TestPki(folder);
        Node one = new Node("SYS1", pki.enrol("SYS1"), Instant::now);
        Node two = new Node("SYS2", pki.enrol("SYS2"), Instant::now);
        one.knows(two);
        await("both have one key", () -> one.hears(two) && two.hears(one));
        int before = one.exchange.current().name();
        one.exchange.renew("TEST");
        await("two has it", () -> two.keys.best().equals(one.keys.best()));
        await("both use it", () -> {
            assertThat(one.hears(two)).isTrue();
            assertThat(two.hears(one)).isTrue();
            return one.exchange.current().name() != before
                    && two.exchange.current().name() != before;
        });
        assertThat(one.hardcopy.text(Message.EZX2023I)).contains("TESTGRP", "TEST");
        assertThat(two.hardcopy.count(Message.EZX2023I)).isZero();
    }

    @Test
    void strangersPacketsDoNotKeepANewKeyFromTheGroup() throws Exception {
        TestPki pki = new TestPki(folder);
        Node one = new Node("SYS1", pki.enrol("SYS1"), Instant::now);
        Node two = new Node("SYS2", pki.enrol("SYS2"), Instant::now);
        one.knows(two);
        await("both have one key", () -> one.hears(two) && two.hears(one));
        List<InetAddress> madeUp = new ArrayList<>();
        for (int last = 2; last < 102; last++) {
            madeUp.add(InetAddress.getByName("127.0.0." + last));
        }
        // It takes connections, by its kernel, and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getByName("0.0.0.0"))) {
            madeUp.forEach(from -> one.hosts.add(new InetSocketAddress(from, silent.getLocalPort())));
            madeUp.forEach(from -> one.exchange.of(0, from));
            one.exchange.renew("TEST");
            await("two has it", () -> {
                madeUp.forEach(from -> one.exchange.of(0, from));
                return two.keys.best().equals(one.keys.best());
            });
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whoseCertificateIsNotGoodGetsNoKeyAndTheReasonIsSaid(Bad bad) throws Exception {
        TestPki pki = new TestPki(folder.resolve("plex1"));
        Path ones = pki.enrol("SYS1");
        Instant now = Instant.now();
        Instant theirNow = now;
        Path twos;
        switch (bad.what()) {
            case "other authority" -> twos = new TestPki(folder.resolve("plex2")).enrol("SYS2");
            case "expired" -> {
                theirNow = now.minus(Duration.ofDays(400));
                twos = pki.enrol("SYS2", theirNow);
            }
            case "not yet valid" -> {
                theirNow = now.plus(Duration.ofDays(30));
                twos = pki.enrol("SYS2", theirNow);
            }
            default -> {
                twos = pki.enrol("SYS2");
                pki.revoke("SYS2", ones);
            }
        }
        Node one = new Node("SYS1", ones, Instant::now);
        Node two = new Node("SYS2", twos, InstantSource.fixed(theirNow));
        one.knows(two);
        assertThat(one.hears(two)).isFalse();
        await("refusal", () -> one.hardcopy.count(Message.EZX2020E) == 1);
        assertThat(one.hardcopy.text(Message.EZX2020E)).endsWith(bad.reason());
        assertThat(one.keys.best().name()).isNotEqualTo(two.keys.best().name());
        // A connection that is cut at once does not always bring the reason along; the next packet makes another.
        await("the other is told", () -> {
            one.hears(two);
            return two.out || two.hardcopy.count(Message.EZX2022E) + two.hardcopy.count(Message.EZX2020E) > 0;
        });
    }

    @Test
    void aListGoesOnFromSystemToSystemAndANewKeyComesWithIt() throws Exception {
        TestPki pki = new TestPki(folder);
        Path ones = pki.enrol("SYS1");
        Node one = new Node("SYS1", ones, Instant::now);
        Node two = new Node("SYS2", pki.enrol("SYS2"), Instant::now);
        Node three = new Node("SYS3", pki.enrol("SYS3"), Instant::now);
        one.knows(two);
        one.knows(three);
        await("all have one key", () -> one.hears(two) && one.hears(three) && two.hears(three) && three.hears(two));
        pki.revoke("SYS3", ones);
        await("three is out", () -> !two.hears(three) && !one.hears(three) && !three.hears(one));
        // Newcomers give up what they were told before the list, and ask again.
        await("the others have one key", () -> one.hears(two) && two.hears(one));
        // A connection that is cut at once does not always bring the reason along; the next packet makes another.
        await("three knows why", () -> {
            one.hears(three);
            return three.out;
        });
        assertThat(three.hardcopy.count(Message.EZX2023I)).isZero();
        two.knows(three);
        three.knows(two);
        assertThat(two.hears(three)).isFalse();
        assertThat(three.hears(two)).isFalse();
        await("two refuses it too", () -> !two.hears(three) && two.hardcopy.count(Message.EZX2020E) > 0);
        assertThat(three.keys.of(two.exchange.current().name())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aListThatComesInTheMiddleOfAnExchangeKeepsWhomItRevokesFromTheKeyMadeForIt(int look) throws Exception {
        TestPki pki = new TestPki(folder);
        Path ones = pki.enrol("SYS1");
        Runnable[] atThatLook = {() -> {}};
        AtomicInteger looks = new AtomicInteger(Integer.MAX_VALUE);
        Node one = new Node("SYS1", ones, () -> {
            if (!Thread.currentThread().getName().equals(TICK) && looks.decrementAndGet() == 0) {
                atThatLook[0].run();
            }
            return Instant.now();
        });
        Node two = new Node("SYS2", pki.enrol("SYS2"), Instant::now);
        one.knows(two);
        await("both have one key", () -> one.hears(two) && two.hears(one));
        pki.revoke("SYS2", folder);
        GroupKey before = one.keys.best();
        atThatLook[0] = () -> {
            try {
                Files.move(folder.resolve(LIST), ones.resolve(LIST), StandardCopyOption.REPLACE_EXISTING);
                await(
                        "the list is in force and its key made, or it has to wait",
                        () -> !one.keys.best().equals(before) || isTickBlocked());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        two.keys.renew();
        GroupKey twos = two.keys.renew();
        looks.set(look);
        await("there is a key for the list", () -> {
            one.exchange.of(0, HERE);
            return one.hardcopy.count(Message.EZX2023I) == 1;
        });
        await("two knows that it is revoked", () -> {
            one.exchange.of(0, HERE);
            return two.out;
        });
        assertThat(two.keys.of(one.keys.best().name())).isEmpty();
        assertThat(one.keys.best()).isNotEqualTo(twos);
    }

    private static boolean isTickBlocked() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(each -> each.getName().equals(TICK) && each.getState() == Thread.State.BLOCKED);
    }

    @Test
    void nonsenseOnThePortIsSaidAndDoesNoHarm() throws Exception {
        TestPki pki = new TestPki(folder);
        Node one = new Node("SYS1", pki.enrol("SYS1"), Instant::now);
        try (Socket stranger = new Socket(HERE, one.port)) {
            OutputStream out = stranger.getOutputStream();
            out.write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await("refusal", () -> one.hardcopy.count(Message.EZX2020E) == 1);
        }
        assertThat(one.hardcopy.text(Message.EZX2020E)).endsWith("IT SHOWS NO CERTIFICATE OF THE SYSPLEX");
    }

    @Test
    void aKeyThatLeavesNoneAfterItIsNoWord() throws Exception {
        TestPki pki = new TestPki(folder);
        Trust trust = Trust.read(pki.enrol("SYS1"), "SYS1", Instant::now);
        for (long epoch : new long[] {-1, GroupKey.LAST_EPOCH + 1, Long.MAX_VALUE}) {
            byte[] octets = new KeyWord(
                            Optional.empty(),
                            8100,
                            trust.identity().check().revoked(),
                            List.of(GroupKey.random(epoch, new SecureRandom())))
                    .encode();
            assertThatThrownBy(() -> KeyWord.read(new ByteArrayInputStream(octets)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a key of epoch " + epoch);
        }
    }

    @Test
    void aWordSurvivesItsWay() throws Exception {
        TestPki pki = new TestPki(folder);
        Trust trust = Trust.read(pki.enrol("SYS1"), "SYS1", Instant::now);
        KeyWord word = new KeyWord(
                Optional.empty(),
                8100,
                trust.identity().check().revoked(),
                List.of(GroupKey.random(7, new SecureRandom()), GroupKey.random(6, new SecureRandom())));
        byte[] octets = word.encode();
        assertThat(KeyWord.read(new ByteArrayInputStream(octets))).isEqualTo(word);
        for (int length = 0; length < octets.length; length++) {
            byte[] shorter = Arrays.copyOf(octets, length);
            assertThatThrownBy(() -> KeyWord.read(new ByteArrayInputStream(shorter)))
                    .isInstanceOfAny(IOException.class, UntrustedException.class);
        }
    }
}
