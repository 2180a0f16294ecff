// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The other systems by the sysplex group: what a system says of itself is its user state. */
final class GroupPeers implements Peers {
    private static final Logger LOG = LoggerFactory.getLogger(GroupPeers.class);

    private final Supplier<Optional<XcfGroup>> group;

    /** @param group the group; empty while it is being exchanged */
    GroupPeers(Supplier<Optional<XcfGroup>> group) {
        this.group = group;
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        group.get().ifPresent(present -> {
            String self = present.self().system();
            for (XcfMember member : present.members()) {
                members.add(new Member(
                        member.system(),
                        member.state(),
                        member.incarnation(),
                        member.system().equals(self) ? Optional.empty() : word(member)));
            }
        });
        return members;
    }

    private static Optional<Member.Word> word(XcfMember member) {
        if (!member.userState().hasRemaining()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WordCodec.decode(member.userState()));
        } catch (MalformedMessageException e) {
            LOG.warn("What {} says of itself is dropped: {}", member.name(), e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void tell(ByteBuffer word) {
        group.get()
                .filter(present -> !present.self().userState().equals(word))
                .ifPresent(present -> present.setUserState(word));
    }

    @Override
    public void send(String system, ByteBuffer message) {
        group.get().ifPresent(present -> present.members().stream()
                .filter(m -> m.state() == MemberState.ACTIVE && m.system().equals(system))
                .findFirst()
                .ifPresent(m -> present.send(m.name(), message)));
    }
}
