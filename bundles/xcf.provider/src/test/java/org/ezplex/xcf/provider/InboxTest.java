// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.ezplex.xcf.provider.TestSysplex.await;
import static org.ezplex.xcf.provider.TestSysplex.bytes;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ezplex.codec.MessageWriter;
import org.ezplex.system.Message;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InboxTest {
    /** Whose goodbye cannot be answered. */
    private static final int BROKEN = 13;

    private final RecordingHardcopy hardcopy = new RecordingHardcopy();
    private final Counters counters = new Counters();
    private final RecordingListener ears = new RecordingListener();
    private final XcfMember self = new XcfMember("SYS1    TCPIP", "SYS1", "TCPIP", 5, MemberState.ACTIVE, bytes(""));
    private volatile Optional<String> ownFault = Optional.empty();
    private final Inbox<Integer> inbox = new Inbox<>(
            "TESTGRP",
            self,
            0,
            hardcopy,
            counters,
            new Inbox.Answers<Integer>() {
                @Override
                public void goodbye(Integer from) {
                    if (from == BROKEN) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    ears.told.add("goodbye of " + from);
                }

                @Override
                public void farewell(Integer from) {
                    ears.told.add("farewell of " + from);
                }

                @Override
                public void displaced(Integer by) {
                    ears.told.add("displaced by " + by);
                }
            },
            () -> ownFault);

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void malformedMessagesAreCountedSaidOnceAndDropped() throws Exception {
        inbox.subscribe(ears);
        inbox.packet(2, bytes("no message at all"));
        inbox.packet(2, ByteBuffer.allocate(0));
        inbox.packet(
                2, new MessageWriter(ByteBuffer.allocate(64)).start(0x0101, 1).finish());
        inbox.packet(
                2, new MessageWriter(ByteBuffer.allocate(64)).start(0x0110, 1).finish());
        assertThat(counters.snapshot().malformed()).isEqualTo(4);
        assertThat(hardcopy.count(Message.EZX2007E)).isEqualTo(1);
        joinSys2();
        await("both", () -> ears.told.equals(List.of("joined SYS2", "joined SYS1")));
    }

    @Test
    void oversizedMessagesAreCountedSaidOnceAndDropped() {
        inbox.packet(2, ByteBuffer.allocate(XcfMessage.MOST + 1));
        inbox.packet(2, ByteBuffer.allocate(XcfMessage.MOST + 1));
        assertThat(counters.snapshot().oversized()).isEqualTo(2);
        assertThat(hardcopy.count(Message.EZX2007E)).isEqualTo(1);
    }

    @Test
    void messagesOfALaterLevelAreIgnored() {
        inbox.packet(
                2,
                new MessageWriter(ByteBuffer.allocate(64))
                        .start(0x01FF, 9)
                        .u8(1, 1)
                        .finish());
        assertThat(counters.snapshot().malformed()).isZero();
    }

    @Test
    void aSubscriberHearsOfActiveMembersFirstAndNothingOnceClosed() throws Exception {
        joinSys2();
        AutoCloseable subscription = inbox.subscribe(ears);
        inbox.packet(2, data("a"));
        await("message", () -> ears.told.size() == 3);
        assertThat(ears.told).containsExactly("joined SYS1", "joined SYS2", "SYS2: a");
        subscription.close();
        inbox.packet(2, data("b"));
        await("second message", () -> counters.snapshot().received() == 2);
        assertThat(ears.told).hasSize(3);
    }

    @Test
    void aSubscriberIsToldTheStandingBeforeTheMembers() throws Exception {
        inbox.view(Map.of(2, Seniority.EARLIER, 3, Seniority.EARLIER, 4, Seniority.EARLIER), self);
        inbox.packet(2, hello("SYS2"));
        inbox.packet(3, hello("SYS3"));
        inbox.packet(4, hello("SYS4"));
        await("four", () -> inbox.addresses().size() == 3);
        Listeners.Subscription early = inbox.subscribe(new StandingListener());
        await("whole", () -> ears.told.size() == 5);
        assertThat(ears.told)
                .containsExactly("standing MAJORITY", "joined SYS1", "joined SYS2", "joined SYS3", "joined SYS4");
        ears.told.clear();
        early.close();
        inbox.view(Map.of(), self);
        await("minority", () -> inbox.standing() == Standing.MINORITY);
        inbox.subscribe(new StandingListener());
        await("cut off", () -> ears.told.size() == 2);
        assertThat(ears.told).containsExactly("standing MINORITY", "joined SYS1");
    }

    /** Hears of members as {@link #ears} do, and of the standing. */
    private final class StandingListener implements XcfListener {
        @Override
        public void standingChanged(Standing standing) {
            ears.told.add("standing " + standing);
        }

        @Override
        public void joined(XcfMember member) {
            ears.joined(member);
        }
    }

    @Test
    void thisMemberHasJoinedWhenThoseItFoundHaveSaidHello() throws Exception {
        inbox.subscribe(ears);
        inbox.view(Map.of(2, Seniority.EARLIER, 3, Seniority.EARLIER), self);
        inbox.packet(2, hello("SYS2"));
        inbox.packet(3, hello("SYS3"));
        await("three", () -> ears.told.size() == 3);
        assertThat(ears.told).containsExactly("joined SYS2", "joined SYS3", "joined SYS1");
        inbox.clear();
        await("gone", () -> ears.told.size() == 6);
        assertThat(ears.told.get(5)).isEqualTo("gone SYS1 QUIESCED");
    }

    @Test
    void withASeniorOfItsNameThisMemberHasNotJoined() throws Exception {
        inbox.subscribe(ears);
        inbox.view(Map.of(2, Seniority.EARLIER), self);
        inbox.packet(2, hello("SYS1"));
        inbox.local(self, bytes("mark"));
        await("mark", () -> ears.told.size() == 2);
        assertThat(ears.told).containsExactly("displaced by 2", "SYS1: mark");
    }

    @Test
    void aMemberThatNeverSaysHelloDelaysThisOneOnlyForAWhile() throws Exception {
        inbox.subscribe(ears);
        inbox.view(Map.of(2, Seniority.EARLIER), self);
        await("itself", () -> ears.told.equals(List.of("joined SYS1")));
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        inbox.subscribe(new XcfListener() {
            @Override
            public void joined(XcfMember member) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        inbox.subscribe(ears);
        joinSys2();
        await("joined", () -> ears.told.equals(List.of("joined SYS2", "joined SYS1")));
    }

    @Test
    void aListenerWhoseClassesAreGoneHarmsNobody() throws Exception {
        inbox.subscribe(new XcfListener() {
            @Override
            public void joined(XcfMember member) {
                throw new NoClassDefFoundError("as the test wants it");
            }
        });
        inbox.subscribe(ears);
        joinSys2();
        await("joined", () -> ears.told.equals(List.of("joined SYS2", "joined SYS1")));
    }

    @Test
    void aTaskThatFailsIsLogged() throws Exception {
        try (RecordingLog log = new RecordingLog()) {
            inbox.packet(BROKEN, ByteBuffer.wrap(new XcfMessage.Goodbye().encode()));
            joinSys2();
            assertThat(log.text()).contains("TESTGRP", "as the test wants it");
        }
    }

    @Test
    void theExpulsionIsToldWhenAllListenersHaveGivenUpWhatTheyHeld() throws Exception {
        CompletableFuture<Void> givingUp = new CompletableFuture<>();
        inbox.subscribe(new ExpelledListener(() -> givingUp));
        inbox.subscribe(ears);
        inbox.expelled(() -> ears.told.add("told"));
        inbox.local(self, bytes("mark"));
        await("mark", () -> ears.told.size() == 1);
        assertThat(ears.told).containsExactly("SYS1: mark");
        givingUp.complete(null);
        assertThat(ears.told).endsWith("told");
    }

    static List<Supplier<CompletionStage<?>>> waysToFail() {
        return List.of(
                () -> {
                    throw new IllegalStateException("as the test wants it");
                },
                () -> {
                    throw new NoClassDefFoundError("as the test wants it");
                },
                () -> CompletableFuture.failedFuture(new IllegalStateException("as the test wants it")),
                () -> null);
    }

    @ParameterizedTest
    @MethodSource("waysToFail")
    void theExpulsionIsNeverToldIfAListenerHasFailed(Supplier<CompletionStage<?>> failing) throws Exception {
        AtomicInteger others = new AtomicInteger();
        try (RecordingLog log = new RecordingLog()) {
            inbox.subscribe(new ExpelledListener(failing));
            inbox.subscribe(new ExpelledListener(() -> CompletableFuture.completedFuture(others.incrementAndGet())));
            inbox.subscribe(ears);
            inbox.expelled(() -> ears.told.add("told"));
            inbox.local(self, bytes("mark"));
            await("mark", () -> ears.told.contains("SYS1: mark"));
            assertThat(ears.told).doesNotContain("told");
            assertThat(others).hasValue(1);
            assertThat(log.text()).contains("the lease stays closed");
        }
    }

    /** Gives up what it holds in the way it is told to. */
    private record ExpelledListener(Supplier<CompletionStage<?>> way) implements XcfListener {
        @Override
        public CompletionStage<?> expelled() {
            return way.get();
        }
    }

    @Test
    void goodbyesAreAnswered() throws Exception {
        joinSys2();
        inbox.subscribe(ears);
        inbox.packet(2, ByteBuffer.wrap(new XcfMessage.Goodbye().encode()));
        await("goodbye", () -> ears.told.contains("goodbye of 2"));
        assertThat(ears.told).containsExactly("joined SYS1", "joined SYS2", "gone SYS2 QUIESCED", "goodbye of 2");
        assertThat(hardcopy.count(Message.EZX2001I)).isEqualTo(1);
    }

    @Test
    void theOperatorIsToldOfAChangeAfterTheListeners() throws Exception {
        inbox.subscribe(new XcfListener() {
            @Override
            public void joined(XcfMember member) {
                ears.told.add("joined, said: " + hardcopy.count(Message.EZX2000I));
            }

            @Override
            public void gone(XcfMember member) {
                ears.told.add("gone, said: " + hardcopy.count(Message.EZX2002E));
            }
        });
        joinSys2();
        await("joined", () -> hardcopy.count(Message.EZX2000I) == 1);
        inbox.view(Map.of(), self);
        await("lost", () -> hardcopy.count(Message.EZX2002E) == 1);
        assertThat(ears.told).startsWith("joined, said: 0").endsWith("gone, said: 0");
    }

    @Test
    void oneThatIsMissedIsNotAccusedWhereThisSystemHasNoLink() throws Exception {
        joinSys2();
        ownFault = Optional.of("INTERFACE eth1 HAS NO LINK");
        inbox.view(Map.of(), self);
        awaitOutOfTouch("INTERFACE eth1 HAS NO LINK");
    }

    @Test
    void norAreTheOthersWhereThisSystemSeesFewerThanHalf() throws Exception {
        inbox.view(Map.of(2, Seniority.EARLIER, 3, Seniority.EARLIER), self);
        inbox.packet(3, hello("SYS3"));
        inbox.packet(2, hello("SYS2"));
        await("three", () -> inbox.addresses().size() == 2);
        inbox.view(Map.of(), self);
        awaitOutOfTouch("IT SEES FEWER THAN HALF OF THE GROUP");
        await("both", () -> hardcopy.count(Message.EZX2013E) == 2);
    }

    @Test
    void norAreTheyAfterTheyWentOnWithoutThisSystemUntilTheyJoinAgain() throws Exception {
        joinSys2();
        inbox.expelled(() -> {});
        inbox.view(Map.of(), self);
        awaitOutOfTouch("THE MEMBER WENT ON WITHOUT IT");
        joinSys2();
        inbox.view(Map.of(), self);
        await("lost", () -> hardcopy.count(Message.EZX2002E) == 1);
    }

    @Test
    void norIsOneThatHadLostSightOfThisSystem() throws Exception {
        joinSys2();
        inbox.packet(2, hello("SYS2"));
        awaitOutOfTouch("THE MEMBER WENT ON WITHOUT IT");
    }

    private void awaitOutOfTouch(String why) throws InterruptedException {
        await("out of touch", () -> hardcopy.count(Message.EZX2013E) >= 1);
        assertThat(hardcopy.text(Message.EZX2013E)).contains("MEMBER SYS", "TESTGRP", why);
        assertThat(hardcopy.count(Message.EZX2002E)).isZero();
    }

    @Test
    void afterTheEndNothingHappensQuietly() {
        inbox.close();
        assertThatCode(() -> {
                    inbox.local(self, bytes("a"));
                    inbox.view(Map.of(2, Seniority.EARLIER), self);
                    inbox.close();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void theLongestMessageAndUserStateFit() {
        assertThat(new XcfMessage.Data(ByteBuffer.allocate(XcfGroup.MAX_MESSAGE)).encode())
                .hasSizeLessThanOrEqualTo(XcfMessage.MOST);
        ByteBuffer state = ByteBuffer.allocate(XcfGroup.MAX_USER_STATE);
        assertThat(new XcfMessage.Hello("SYSTEM01", "TCPIPABC", Long.MAX_VALUE, state, true).encode())
                .hasSizeLessThanOrEqualTo(XcfMessage.MOST);
    }

    private void joinSys2() throws InterruptedException {
        inbox.view(Map.of(2, Seniority.EARLIER), self);
        inbox.packet(2, hello("SYS2"));
        await("SYS2", () -> inbox.addresses().containsKey("SYS2    TCPIP"));
    }

    private static ByteBuffer hello(String system) {
        return ByteBuffer.wrap(new XcfMessage.Hello(system, "TCPIP", 1, bytes(""), true).encode());
    }

    private static ByteBuffer data(String text) {
        return ByteBuffer.wrap(new XcfMessage.Data(bytes(text)).encode());
    }
}
