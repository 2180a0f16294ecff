// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;

/** What members say to each other. */
sealed interface XcfMessage {
    /** The longest encoded message. */
    int MOST = XcfGroup.MAX_MESSAGE + 64;

    /** Who I am; the first thing a member says to another it meets. */
    record Hello(String system, String stack, long incarnation, ByteBuffer userState, boolean fresh)
            implements XcfMessage {
        static final int TYPE = 0x0101;
        private static final int SYSTEM = 1;
        private static final int STACK = 2;
        private static final int INCARNATION = 3;
        private static final int STATE = 4;
        private static final int FRESH = 5;
        private static final int LONGEST_NAME = 8;

        String name() {
            return XcfMember.nameOf(system, stack);
        }

        XcfMember member(MemberState state) {
            return new XcfMember(name(), system, stack, incarnation, state, userState);
        }

        @Override
        public byte[] encode() {
            return octets(writer(TYPE, userState.remaining() + 128)
                    .text(SYSTEM, system)
                    .text(STACK, stack)
                    .u64(INCARNATION, incarnation)
                    .bytes(STATE, userState)
                    .u8(FRESH, fresh ? 1 : 0));
        }

        private static Hello decode(MessageReader reader) throws MalformedMessageException {
            String system = "";
            String stack = "";
            long incarnation = 0;
            ByteBuffer state = ByteBuffer.allocate(0);
            boolean fresh = false;
            while (reader.next()) {
                switch (reader.tag()) {
                    case SYSTEM -> system = checkName(reader.text());
                    case STACK -> stack = checkName(reader.text());
                    case INCARNATION -> incarnation = reader.u64();
                    case STATE -> state = checkState(reader.bytes());
                    case FRESH -> fresh = reader.u8() != 0;
                    default -> {}
                }
            }
            if (system.isEmpty() || stack.isEmpty()) {
                throw new MalformedMessageException("a hello without a name");
            }
            return new Hello(system, stack, incarnation, state, fresh);
        }

        private static String checkName(String name) throws MalformedMessageException {
            if (name.isEmpty() || name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new MalformedMessageException("not a name of 1 to 8 characters");
            }
            return name;
        }
    }

    /** My user state is now this. */
    record UserState(ByteBuffer state) implements XcfMessage {
        static final int TYPE = 0x0102;
        private static final int STATE = 1;

        @Override
        public byte[] encode() {
            return octets(writer(TYPE, state.remaining() + 16).bytes(STATE, state));
        }
    }

    /** I leave in order. */
    record Goodbye() implements XcfMessage {
        static final int TYPE = 0x0103;

        @Override
        public byte[] encode() {
            return octets(writer(TYPE, 8));
        }
    }

    /** I have seen that you leave. */
    record Farewell() implements XcfMessage {
        static final int TYPE = 0x0104;

        @Override
        public byte[] encode() {
            return octets(writer(TYPE, 8));
        }
    }

    /** A message of the group's user. */
    record Data(ByteBuffer bytes) implements XcfMessage {
        static final int TYPE = 0x0110;
        private static final int BYTES = 1;

        @Override
        public byte[] encode() {
            return octets(writer(TYPE, bytes.remaining() + 16).bytes(BYTES, bytes));
        }
    }

    /** The message's octets, a new array. */
    byte[] encode();

    /** The message that {@code bytes} are; empty if of a type of a later level. */
    static Optional<XcfMessage> decode(ByteBuffer bytes) throws MalformedMessageException {
        MessageReader reader = MessageReader.of(bytes);
        return switch (reader.type()) {
            case Hello.TYPE -> Optional.of(Hello.decode(reader));
            case UserState.TYPE -> Optional.of(new UserState(checkState(field(reader, UserState.STATE))));
            case Goodbye.TYPE -> Optional.of(new Goodbye());
            case Farewell.TYPE -> Optional.of(new Farewell());
            case Data.TYPE -> Optional.of(new Data(field(reader, Data.BYTES)));
            default -> Optional.empty();
        };
    }

    private static ByteBuffer field(MessageReader reader, int tag) throws MalformedMessageException {
        while (reader.next()) {
            if (reader.tag() == tag) {
                return reader.bytes();
            }
        }
        throw new MalformedMessageException("field " + tag + " is missing");
    }

    private static ByteBuffer checkState(ByteBuffer state) throws MalformedMessageException {
        if (state.remaining() > XcfGroup.MAX_USER_STATE) {
            throw new MalformedMessageException("a user state of " + state.remaining() + " octets");
        }
        return state;
    }

    private static MessageWriter writer(int type, int room) {
        return new MessageWriter(ByteBuffer.allocate(room)).start(type, 1);
    }

    private static byte[] octets(MessageWriter writer) {
        ByteBuffer message = writer.finish();
        byte[] octets = new byte[message.remaining()];
        message.get(octets);
        return octets;
    }
}
