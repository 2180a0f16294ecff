// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;

/** The exits of the group; each hands over to the loop, which keeps the order. */
final class GroupExits implements XcfListener {
    private final Executor loop;
    private final XcfGroup group;
    private final VipaEngine engine;
    private final OperatorLine operator;
    private final VipaListAssembler assembler = new VipaListAssembler();

    GroupExits(Executor loop, XcfGroup group, VipaEngine engine, OperatorLine operator) {
        this.loop = loop;
        this.group = group;
        this.engine = engine;
        this.operator = operator;
    }

    @Override
    public void joined(XcfMember member) {
        loop.execute(() -> engine.apply(
                isSelf(member.name())
                        ? new VipaEvent.GroupJoined(others())
                        : new VipaEvent.MemberJoined(member.name())));
    }

    private Set<String> others() {
        return group.members().stream()
                .filter(m -> m.state() == MemberState.ACTIVE)
                .map(XcfMember::name)
                .filter(name -> !isSelf(name))
                .collect(Collectors.toSet());
    }

    private boolean isSelf(String member) {
        return member.equals(engine.state().self().member());
    }

    @Override
    public void gone(XcfMember member) {
        loop.execute(() -> {
            assembler.forget(member.name());
            engine.apply(isSelf(member.name()) ? new VipaEvent.GroupLeft() : new VipaEvent.MemberGone(member.name()));
        });
    }

    @Override
    public void standingChanged(Standing standing) {
        loop.execute(() -> engine.apply(new VipaEvent.StandingChanged(standing)));
    }

    @Override
    public CompletionStage<?> expelled() {
        return CompletableFuture.runAsync(() -> engine.apply(new VipaEvent.Expelled()), loop);
    }

    @Override
    public void message(XcfMember sender, ByteBuffer message) {
        try {
            MessageReader reader = MessageReader.of(message);
            if (reader.type() == VipaListCodec.TYPE) {
                VipaListCodec.Part part = VipaListCodec.decode(reader);
                loop.execute(() -> partReceived(sender.name(), part));
            } else if (reader.type() == VipaListCodec.REQUEST) {
                loop.execute(() -> engine.apply(new VipaEvent.ListRequested(sender.name())));
            }
        } catch (MalformedMessageException e) {
            operator.issue(Message.EZX5007E, sender.name(), e.getMessage());
        }
    }

    private void partReceived(String sender, VipaListCodec.Part part) {
        if (isSelf(sender)) {
            return;
        }
        String speaksFor = part.list().stack().member();
        if (!speaksFor.equals(sender)) {
            operator.issue(Message.EZX5007E, sender, "IT SPEAKS FOR " + speaksFor);
            return;
        }
        assembler.take(sender, part).ifPresent(list -> engine.apply(new VipaEvent.ListReceived(list)));
    }
}
