// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.provider.core.Holding;

/** What clients see: a connection whose server lives is never reset and never hangs, and keeps its address. */
final class ConnectionRules {
    private final World world;
    private final Verdict verdict;
    private final Knowledge knowledge;

    ConnectionRules(World world, Verdict verdict, Knowledge knowledge) {
        this.world = world;
        this.verdict = verdict;
        this.knowledge = knowledge;
    }

    void reset(Frame.Segment segment, int by, String who) {
        Optional<Host> holder = world.holder(segment.socket());
        boolean open = world.conversation(segment.connection())
                .filter(c -> c.phase() != Conversation.Phase.CLOSED && c.socket() == segment.socket())
                .isPresent();
        if (holder.isEmpty() || !open || opensElsewhere(segment.connection(), holder.get())) {
            return;
        }
        if (!knowledge.couldNotKnow(by, holder.get(), segment.connection())) {
            int server = holder.get().number();
            verdict.broken(
                    Rule.CONNECTION_NEVER_RESET,
                    who + " resets " + segment.connection() + ", which lives on the host of " + Names.system(server));
        }
    }

    /** Whether another host has answered a SYN of the connection too: its report may have come between. */
    private boolean opensElsewhere(TcpConnection connection, Host holder) {
        return world.hosts().stream()
                .anyMatch(host -> host != holder && (host.socket(connection) != 0 || host.hasGivenUp(connection)));
    }

    /** What still comes to whoever has given an address away is for the next owner. */
    void dropped(Life life, Frame.Segment segment) {
        Holding holding =
                life.vipa().state().holdings().get(segment.connection().local());
        if (holding != null && holding.marks().has(Holding.Mark.RELAYING)) {
            verdict.broken(Rule.STRAGGLERS_ARE_RELAYED, Names.system(life.number()) + " drops " + segment);
        }
    }

    void circle(Frame.Segment segment) {
        verdict.broken(Rule.NO_CIRCLE, segment + " goes round and round");
    }

    void internalRemoved(Life life, IpAddress dvipa) {
        List<TcpConnection> open = life.host().connections(dvipa, false);
        if (!open.isEmpty()) {
            verdict.broken(
                    Rule.ADDRESS_STAYS_FOR_CONNECTIONS,
                    Names.system(life.number()) + " takes " + dvipa + " away from " + open);
        }
    }

    /** Every connection has asked and been given time for an answer. */
    void answered(long since) {
        for (Client client : world.clients()) {
            for (Conversation conversation : client.conversations()) {
                IpAddress dvipa = conversation.connection().local();
                boolean waits =
                        world.lives().stream().anyMatch(life -> life.vipa().owns(dvipa))
                                && conversation.waitingSince() >= 0
                                && conversation.waitingSince() <= since;
                boolean known = world.holder(conversation.socket())
                        .filter(host -> world.lives().stream()
                                .noneMatch(life -> life.vipa().owns(dvipa)
                                        && knowledge.couldNotKnow(life.number(), host, conversation.connection())))
                        .isPresent();
                if (waits && known) {
                    verdict.broken(
                            Rule.CONNECTION_NEVER_HANGS,
                            conversation + " has had no answer since "
                                    + conversation.waitingSince() / 1000 + " ms; its server is on "
                                    + Names.system(world.holder(conversation.socket())
                                            .orElseThrow()
                                            .number()));
                }
            }
        }
    }

    /** These were opened when all was well. */
    void opened(List<Conversation> fresh) {
        for (Conversation conversation : fresh) {
            IpAddress dvipa = conversation.connection().local();
            boolean served = world.lives().stream()
                    .filter(life -> life.vipa().owns(dvipa))
                    .map(life -> life.distributor().state().owners().get(dvipa))
                    .anyMatch(owner -> owner != null
                            && (owner.route().entries().isEmpty()
                                    || !owner.ready().isEmpty()));
            if (served && conversation.socket() == 0) {
                verdict.broken(Rule.CONNECTION_NEVER_HANGS, conversation + " cannot be opened");
            }
        }
    }

    /** All connections are closed, and every wait is over. */
    void closed() {
        for (Client client : world.clients()) {
            for (Conversation conversation : client.conversations()) {
                boolean owned = world.lives().stream().anyMatch(life -> life.vipa()
                        .owns(conversation.connection().local()));
                boolean unanswered = world.holder(conversation.socket()).isEmpty() && someAreLost();
                if (owned && !unanswered && conversation.phase() != Conversation.Phase.CLOSED) {
                    verdict.broken(Rule.CONNECTION_NEVER_HANGS, conversation + " cannot be closed");
                }
            }
        }
    }

    /** What nobody knows is sent to the host of a stack that is out of sight, and that does not answer if it never had the address. */
    private boolean someAreLost() {
        return world.hosts().stream()
                .anyMatch(host -> host.powered()
                        && (host.life() == null || !host.life().xcf().inGroup()));
    }
}
