// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.xcf.XcfGroup;

/**
 * What a system tells of itself, as its user state in the group and on file; message type 0x0401, version 1.
 *
 * <pre>
 *   1 level   2 progress   3 text   4 holds u8
 *   5 goal { 1 number u64  2 origin  3 phase  4 step u32  5 level  6 octets u64  7 SHA-256, 32 octets
 *            8 participants, with blanks between  9 trial u8  10 turn  11 reason }
 * </pre>
 */
final class WordCodec {
    static final int TYPE = 0x0401;
    private static final int VERSION = 1;
    private static final int SHA256_OCTETS = 32;
    private static final Pattern SYSTEM = Pattern.compile("[A-Z0-9@#$]{1,8}");
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9._-]{1," + Goal.Contents.LONGEST_LEVEL + "}");

    private WordCodec() {}

    static ByteBuffer encode(Member.Word word) {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(XcfGroup.MAX_USER_STATE)).start(TYPE, VERSION);
        writer.text(1, word.level())
                .text(2, word.progress().name())
                .text(3, OneLine.of(word.text(), Member.Word.LONGEST_TEXT))
                .u8(4, word.holds() ? 1 : 0);
        word.goal().ifPresent(goal -> goal(writer, goal));
        return writer.finish();
    }

    private static void goal(MessageWriter writer, Goal goal) {
        int mark = writer.open(5);
        writer.u64(1, goal.number())
                .text(2, goal.origin())
                .text(3, goal.phase().name())
                .u32(4, goal.step())
                .text(5, goal.level())
                .u64(6, goal.contents().octets())
                .bytes(
                        7,
                        ByteBuffer.wrap(HexFormat.of().parseHex(goal.contents().sha256())))
                .text(8, String.join(" ", goal.participants()))
                .u8(9, goal.trial() ? 1 : 0)
                .text(10, goal.turn())
                .text(11, OneLine.of(goal.reason(), Goal.LONGEST_REASON))
                .close(mark);
    }

    /** Refuses whatever is not within the bounds of what {@link #encode} makes. */
    static Member.Word decode(ByteBuffer state) throws MalformedMessageException {
        MessageReader reader = MessageReader.of(state);
        if (reader.type() != TYPE) {
            throw new MalformedMessageException("type " + reader.type());
        }
        String level = "";
        Progress progress = Progress.NONE;
        String text = "";
        boolean holds = false;
        Optional<Goal> goal = Optional.empty();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> level = emptyOr(LEVEL, reader.text());
                case 2 -> progress = named(Progress.values(), reader.text());
                case 3 -> text = OneLine.of(reader.text(), Member.Word.LONGEST_TEXT);
                case 4 -> holds = reader.u8() == 1;
                case 5 -> goal = Optional.of(goal(reader.nested()));
                default -> {}
            }
        }
        return new Member.Word(level, goal, progress, text, holds);
    }

    private static Goal goal(MessageReader reader) throws MalformedMessageException {
        long number = 0;
        String origin = "";
        Phase phase = Phase.NONE;
        long step = 0;
        String level = "";
        long octets = 0;
        String sha256 = "";
        List<String> participants = List.of();
        boolean trial = false;
        String turn = "";
        String reason = "";
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> number = reader.u64();
                case 2 -> origin = matching(SYSTEM, reader.text());
                case 3 -> phase = named(Phase.values(), reader.text());
                case 4 -> step = reader.u32();
                case 5 -> level = matching(LEVEL, reader.text());
                case 6 -> octets = reader.u64();
                case 7 -> sha256 = sha256(reader.bytes());
                case 8 -> participants = systems(reader.text());
                case 9 -> trial = reader.u8() == 1;
                case 10 -> turn = emptyOr(SYSTEM, reader.text());
                case 11 -> reason = OneLine.of(reader.text(), Goal.LONGEST_REASON);
                default -> {}
            }
        }
        if (number < 1
                || origin.isEmpty()
                || phase == Phase.NONE
                || level.isEmpty()
                || sha256.isEmpty()
                || octets < 1
                || octets > Goal.Contents.MOST_OCTETS) {
            throw new MalformedMessageException("not a goal");
        }
        return new Goal(
                number,
                origin,
                phase,
                step,
                new Goal.Contents(level, octets, sha256),
                participants,
                trial,
                turn,
                reason);
    }

    private static List<String> systems(String names) throws MalformedMessageException {
        List<String> systems = List.of(names.split(" ", -1));
        if (systems.size() > Goal.MOST_PARTICIPANTS) {
            throw new MalformedMessageException(systems.size() + " systems");
        }
        for (String system : systems) {
            matching(SYSTEM, system);
        }
        return systems;
    }

    private static String sha256(ByteBuffer octets) throws MalformedMessageException {
        if (octets.remaining() != SHA256_OCTETS) {
            throw new MalformedMessageException("SHA-256 of " + octets.remaining() + " octets");
        }
        byte[] array = new byte[SHA256_OCTETS];
        octets.get(array);
        return HexFormat.of().formatHex(array);
    }

    private static String matching(Pattern pattern, String text) throws MalformedMessageException {
        if (!pattern.matcher(text).matches()) {
            throw new MalformedMessageException("a name is not one");
        }
        return text;
    }

    private static String emptyOr(Pattern pattern, String text) throws MalformedMessageException {
        return text.isEmpty() ? "" : matching(pattern, text);
    }

    private static <T extends Enum<T>> T named(T[] values, String name) throws MalformedMessageException {
        for (T value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new MalformedMessageException("a name is not one");
    }
}
