// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.ezplex.xcf.provider.TestSysplex.await;
import static org.ezplex.xcf.provider.TestSysplex.bytes;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGroupsXcfGroupTest {
    private static final String KEY = "5a";
    private static final String OTHER_KEY = "a5";

    @TempDir
    Path folder;

    private final RecordingHardcopy hardcopy = new RecordingHardcopy();

    @Test
    void membersJoinTalkInOrderAndLeave() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 3)) {
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            RecordingListener ears = new RecordingListener();
            one.subscribe(ears);
            one.setUserState(bytes("first"));
            active(one);
            JGroupsXcfGroup two = sysplex.start(1, "SYS2", KEY, 2, hardcopy);
            JGroupsXcfGroup three = sysplex.start(2, "SYS3", KEY, 3, hardcopy);
            await("all see all", () -> sees(one, 3) && sees(two, 3) && sees(three, 3));
            assertThat(one.members())
                    .extracting(XcfMember::name)
                    .containsExactly("SYS1    TCPIP", "SYS2    TCPIP", "SYS3    TCPIP");
            assertThat(two.members().get(0).userState()).isEqualTo(bytes("first"));

            RecordingListener twosEars = new RecordingListener();
            two.subscribe(twosEars);
            List<String> expected = new ArrayList<>(List.of("joined SYS2", "joined SYS1 first", "joined SYS3"));
            await("joined calls", () -> twosEars.told.size() == 3);
            for (int i = 0; i < 500; i++) {
                if (i % 3 == 0) {
                    one.broadcast(bytes("message " + i));
                } else {
                    one.send("SYS2    TCPIP", bytes("message " + i));
                }
                expected.add("SYS1: message " + i);
            }
            await("500 messages", () -> twosEars.told.size() >= expected.size());
            assertThat(twosEars.told).isEqualTo(expected);

            three.setUserState(bytes("new"));
            await("user state", () -> ears.told.contains("state SYS3 new"));
            three.close();
            await("leave", () -> ears.told.contains("gone SYS3 QUIESCED"));
            assertThat(one.members())
                    .extracting(XcfMember::state)
                    .containsExactly(MemberState.ACTIVE, MemberState.ACTIVE, MemberState.QUIESCED);
            assertThat(three.self().state()).isEqualTo(MemberState.NOT_DEFINED);
            assertThat(two.statistics().received()).isEqualTo(500);
            assertThat(one.statistics().sent()).isEqualTo(500);
        }
    }

    @Test
    void whoHasAnotherKeyIsInNobodysListAndBothSaySo() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            RecordingHardcopy strangersHardcopy = new RecordingHardcopy();
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            active(one);
            JGroupsXcfGroup stranger = sysplex.start(1, "SYS2", OTHER_KEY, 2, strangersHardcopy);
            active(stranger);
            await(
                    "refusals",
                    () -> one.statistics().unauthenticated() > 2
                            && stranger.statistics().unauthenticated() > 2);
            assertThat(one.members()).hasSize(1);
            assertThat(stranger.members()).hasSize(1);
            assertThat(hardcopy.count(Message.EZX2003E)).isEqualTo(1);
            assertThat(strangersHardcopy.count(Message.EZX2003E)).isEqualTo(1);
            assertThat(hardcopy.text(Message.EZX2003E)).contains("127.0.0.1");
        }
    }

    @Test
    void aCloneWaitsUntilTheSystemOfItsNameHasGone() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 3)) {
            JGroupsXcfGroup witness = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            RecordingListener ears = new RecordingListener();
            witness.subscribe(ears);
            active(witness);
            JGroupsXcfGroup running = sysplex.start(1, "SYS2", KEY, 10, hardcopy);
            await("running one joins", () -> sees(witness, 2));
            RecordingHardcopy clonesHardcopy = new RecordingHardcopy();
            // Its clock is wrong: it believes to be the elder.
            JGroupsXcfGroup clone = sysplex.start(2, "SYS2", KEY, 9, clonesHardcopy);
            RecordingListener clonesEars = new RecordingListener();
            clone.subscribe(clonesEars);
            await("clone waits", () -> clonesHardcopy.count(Message.EZX2006E) == 1);
            assertThat(clone.self().state()).isEqualTo(MemberState.NOT_DEFINED);
            assertThat(running.self().state()).isEqualTo(MemberState.ACTIVE);
            running.broadcast(bytes("still here"));
            await("running one is heard", () -> ears.told.contains("SYS2: still here"));
            assertThat(ears.told).containsExactly("joined SYS1", "joined SYS2", "SYS2: still here");
            running.close();
            active(clone);
            await("clone joins", () -> clonesEars.told.contains("joined SYS2") && sees(witness, 2));
            assertThat(ears.told).endsWith("gone SYS2 QUIESCED", "joined SYS2");
            assertThat(clonesHardcopy.count(Message.EZX2006E)).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsForAWordJoinsAtIt() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.waiting(0, "SYS1", KEY, hardcopy);
            assertThat(one.intent()).isEqualTo(Intent.START);
            one.join();
            active(one);
            assertThat(one.intent()).isEqualTo(Intent.IN);
        }
    }

    @Test
    void whoIsHeldBeforeItHasJoinedJoinsAtAWordOnly() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.waiting(0, "SYS1", KEY, hardcopy);
            one.hold();
            assertThat(one.intent()).isEqualTo(Intent.HELD);
            assertThat(one.self().state()).isEqualTo(MemberState.NOT_DEFINED);
            one.join();
            active(one);
        }
    }

    @Test
    void aMemberCannotBeHeld() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            active(one);
            one.hold();
            assertThat(one.intent()).isEqualTo(Intent.IN);
            one.leave();
            one.hold();
            assertThat(one.intent()).isEqualTo(Intent.OUT);
        }
    }

    @Test
    void aMessageToOneselfComesBackEvenAlone() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            RecordingListener ears = new RecordingListener();
            one.subscribe(ears);
            one.send("SYS1    TCPIP", bytes("a"));
            one.send("SYS1    TCPIP", bytes("b"));
            await("messages", () -> ears.told.size() == 2);
            assertThat(ears.told).containsExactly("SYS1: a", "SYS1: b");
            one.send("NOBODY  TCPIP", bytes("c"));
            assertThat(one.statistics().sent()).isEqualTo(2);
        }
    }

    @Test
    void strangersGetAFewConnectionsToTheLivenessPort() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            active(sysplex.start(0, "SYS1", KEY, 1, hardcopy));
            for (int i = 0; i < 5 * SealedFdSock.MOST_CONNECTIONS_OF_ONE; i++) {
                Socket socket = new Socket("127.0.0.1", sysplex.port(0) + 100);
                socket.setSoTimeout(1);
                sockets.add(socket);
            }
            await(
                    "refusals",
                    () -> sockets.stream().filter(socket -> isOpen(socket)).count()
                            == SealedFdSock.MOST_CONNECTIONS_OF_ONE);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isOpen(Socket socket) {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatIsTooLongIsRefusedAndCounted() {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            ByteBuffer tooLong = ByteBuffer.allocate(XcfGroup.MAX_MESSAGE + 1);
            assertThatIllegalArgumentException().isThrownBy(() -> one.broadcast(tooLong));
            assertThatIllegalArgumentException().isThrownBy(() -> one.send("SYS1    TCPIP", tooLong));
            assertThatIllegalArgumentException().isThrownBy(() -> one.setUserState(tooLong));
            assertThat(one.statistics().oversized()).isEqualTo(3);
        }
    }

    @Test
    void theLongestMessageArrives() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2)) {
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", KEY, 1, hardcopy);
            JGroupsXcfGroup two = sysplex.start(1, "SYS2", KEY, 2, hardcopy);
            await("both see both", () -> sees(one, 2) && sees(two, 2));
            String longest = "x".repeat(XcfGroup.MAX_MESSAGE);
            RecordingListener ears = new RecordingListener();
            two.subscribe(ears);
            one.broadcast(bytes(longest));
            await("message", () -> ears.told.contains("SYS1: " + longest));
        }
    }

    @Test
    void withoutAKeyTheReasonIsGivenOnceAndTheGroupJoinsWhenItIsThere() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 1)) {
            Path file = sysplex.keyFile("77");
            Files.move(file, folder.resolve("away"));
            Path aside = folder.resolve("away");
            JGroupsXcfGroup one = sysplex.start(0, "SYS1", file, 1, hardcopy);
            await("reason", () -> hardcopy.count(Message.EZX2004E) == 1);
            assertThat(hardcopy.text(Message.EZX2004E)).contains("THERE IS NO KEY FILE " + file);
            assertThat(one.self().state()).isEqualTo(MemberState.NOT_DEFINED);
            Files.move(aside, file);
            active(one);
            assertThat(hardcopy.count(Message.EZX2004E)).isEqualTo(1);
        }
    }

    private static void active(JGroupsXcfGroup group) throws InterruptedException {
        await(group.name() + " joined", () -> group.self().state() == MemberState.ACTIVE);
    }

    private static boolean sees(JGroupsXcfGroup group, int members) {
        return group.members().stream()
                        .filter(member -> member.state() == MemberState.ACTIVE)
                        .count()
                == members;
    }
}
