// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;
import org.junit.jupiter.api.Test;

class MemberTableTest {
    private static final XcfMember SELF =
            new XcfMember("SYS1    TCPIP", "SYS1", "TCPIP", 5, MemberState.NOT_DEFINED, bytes(""));

    private final List<String> notices = new ArrayList<>();
    private final MemberTable<Integer> table = new MemberTable<>(SELF, notice -> notices.add(text(notice)));

    @Test
    void viewThenHelloIsJoined() {
        view(2);
        assertThat(notices).isEmpty();
        table.hello(2, hello("SYS2", 1, true));
        assertThat(notices).containsExactly("joined SYS2");
        assertThat(table.addresses()).containsEntry("SYS2    TCPIP", 2);
    }

    @Test
    void helloThenViewIsJoinedAndWhatWasSaidInBetweenFollows() {
        table.hello(2, hello("SYS2", 1, true));
        table.data(2, bytes("a"));
        table.data(2, bytes("b"));
        assertThat(notices).isEmpty();
        view(2);
        table.data(2, bytes("c"));
        assertThat(notices).containsExactly("joined SYS2", "SYS2: a", "SYS2: b", "SYS2: c");
    }

    @Test
    void whatIsSaidBeforeTheHelloIsDropped() {
        view(2);
        table.data(2, bytes("old"));
        table.data(3, bytes("stranger"));
        table.hello(2, hello("SYS2", 1, true));
        assertThat(notices).containsExactly("joined SYS2");
    }

    @Test
    void activeNoLongerInViewIsFailedAndKept() {
        joined(2, "SYS2", 1);
        view();
        assertThat(notices).containsExactly("joined SYS2", "gone SYS2 FAILED");
        assertThat(table.members()).extracting(XcfMember::state).containsExactly(MemberState.FAILED);
        assertThat(table.addresses()).isEmpty();
    }

    @Test
    void goodbyeIsQuiescedAndTheViewChangesNothing() {
        joined(2, "SYS2", 1);
        table.goodbye(2);
        table.data(2, bytes("late"));
        view();
        assertThat(notices).containsExactly("joined SYS2", "gone SYS2 QUIESCED");
        assertThat(table.members()).extracting(XcfMember::state).containsExactly(MemberState.QUIESCED);
    }

    @Test
    void aFreshHelloOfAnActiveMemberIsGoneAndJoined() {
        joined(2, "SYS2", 1);
        table.hello(2, hello("SYS2", 1, true));
        assertThat(notices).containsExactly("joined SYS2", "gone SYS2 FAILED here", "joined SYS2");
    }

    @Test
    void aHelloThatIsNotFreshChangesTheUserStateAtMost() {
        joined(2, "SYS2", 1);
        table.hello(2, hello("SYS2", 1, false));
        table.userState(2, bytes("x"));
        table.userState(2, bytes("x"));
        assertThat(notices).containsExactly("joined SYS2", "changed SYS2 x");
    }

    @Test
    void aRestartedMemberWaitsUntilItsPastIsMissedAndNothingItSaidIsLost() {
        joined(2, "SYS2", 1);
        view(2, 3);
        table.hello(3, hello("SYS2", 2, true));
        table.data(3, bytes("a"));
        assertThat(table.addresses()).containsEntry("SYS2    TCPIP", 2);
        view(3);
        table.data(3, bytes("b"));
        assertThat(notices)
                .containsExactly("joined SYS2", "twice 1", "gone SYS2 FAILED", "joined SYS2", "SYS2: a", "SYS2: b");
        assertThat(table.addresses()).containsEntry("SYS2    TCPIP", 3);
    }

    @Test
    void aLivingMemberIsNotReplacedByANamesakeWhateverItsClockSays() {
        joined(2, "SYS2", 5);
        view(2, 3, 4);
        table.hello(3, hello("SYS2", 6, true));
        table.hello(4, hello("SYS2", 4, true));
        table.data(2, bytes("still here"));
        table.goodbye(3);
        table.goodbye(4);
        view(2);
        assertThat(notices).containsExactly("joined SYS2", "twice 5", "twice 5", "SYS2: still here");
    }

    @Test
    void whoeverHadThisMembersNameBeforeStays() {
        table.view(Map.of(2, Seniority.EARLIER));
        assertThat(table.greeted()).isFalse();
        table.hello(2, hello("SYS1", 6, true));
        table.hello(2, hello("SYS1", 6, false));
        assertThat(notices).containsExactly("displaced by 6");
        assertThat(table.senior()).isEqualTo(2);
        table.clear();
        assertThat(table.senior()).isNull();
        assertThat(table.members()).isEmpty();
    }

    @Test
    void whoeverTakesThisMembersNameLaterIsNeverAMember() {
        view(2);
        table.hello(2, hello("SYS1", 4, true));
        table.data(2, bytes("x"));
        table.hello(2, hello("SYS1", 4, false));
        assertThat(notices).containsExactly("twice 5");
        assertThat(table.senior()).isNull();
        assertThat(table.members()).isEmpty();
    }

    @Test
    void whereTwoGroupsMeetTheEarlierIncarnationKeepsTheName() {
        table.view(Map.of(2, Seniority.UNKNOWN));
        table.hello(2, hello("SYS1", 6, true));
        assertThat(notices).containsExactly("twice 5");
        table.view(Map.of(2, Seniority.LATER, 3, Seniority.UNKNOWN));
        table.hello(3, hello("SYS1", 4, true));
        assertThat(notices).containsExactly("twice 5", "displaced by 4");
    }

    @Test
    void thePastOfThisMemberSaysNothingAndKeepsItFromNothing() {
        table.view(Map.of(2, Seniority.EARLIER));
        view();
        assertThat(table.greeted()).isTrue();
        assertThat(table.senior()).isNull();
        assertThat(notices).isEmpty();
    }

    @Test
    void octetsOfEarlyMessagesAreBoundedForOneAndForAll() {
        ByteBuffer large = ByteBuffer.allocate(60_000);
        int strangers = 20;
        for (int i = 0; i < strangers; i++) {
            table.hello(i, hello("S" + i, 1, true));
            for (int j = 0; j < 100; j++) {
                table.data(i, large);
            }
        }
        view(IntStream.range(0, strangers).boxed().toArray(Integer[]::new));
        long messages =
                notices.stream().filter(text -> !text.startsWith("joined")).count();
        assertThat(messages).isEqualTo(MemberTable.MOST_EARLY_OCTETS_OF_ALL / 60_000);
        long first = notices.stream().filter(text -> text.startsWith("S0:")).count();
        assertThat(first).isEqualTo(MemberTable.MOST_EARLY_OCTETS / 60_000);
    }

    @Test
    void strangersAndTheirMessagesAreBounded() {
        for (int i = 0; i < 10 * MemberTable.MOST_STRANGERS; i++) {
            table.hello(i, hello("S" + i, 1, true));
        }
        int last = 10 * MemberTable.MOST_STRANGERS - 1;
        for (int i = 0; i < 2 * MemberTable.MOST_EARLY; i++) {
            table.data(last, bytes("x"));
        }
        view(0, last);
        assertThat(notices).hasSize(1 + MemberTable.MOST_EARLY).startsWith("joined S" + last);
    }

    @Test
    void outOfTheGroupNobodyIsActive() {
        joined(2, "SYS2", 1);
        table.clear();
        assertThat(notices).containsExactly("joined SYS2", "gone SYS2 NOT_DEFINED");
    }

    private void view(Integer... others) {
        table.view(Stream.of(others).collect(Collectors.toMap(other -> other, other -> Seniority.LATER)));
    }

    private void joined(int address, String system, long incarnation) {
        view(address);
        table.hello(address, hello(system, incarnation, true));
    }

    private static XcfMessage.Hello hello(String system, long incarnation, boolean fresh) {
        return new XcfMessage.Hello(system, "TCPIP", incarnation, bytes(""), fresh);
    }

    private static String text(Notice notice) {
        if (notice instanceof Notice.Joined joined) {
            return "joined " + joined.member().system();
        } else if (notice instanceof Notice.Changed changed) {
            return "changed " + changed.member().system() + " "
                    + StandardCharsets.UTF_8.decode(changed.member().userState());
        } else if (notice instanceof Notice.Gone gone) {
            return "gone " + gone.member().system() + " " + gone.member().state() + (gone.hadLostSelf() ? " here" : "");
        } else if (notice instanceof Notice.Message message) {
            return message.sender().system() + ": "
                    + StandardCharsets.UTF_8.decode(message.bytes().duplicate());
        } else if (notice instanceof Notice.Twice twice) {
            return "twice " + twice.kept().incarnation();
        }
        return "displaced by " + ((Notice.Displaced) notice).by().incarnation();
    }
}
