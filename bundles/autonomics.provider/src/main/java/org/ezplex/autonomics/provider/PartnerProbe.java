// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfMember;

/**
 * Whether there is a way to the other systems. Each one's host is asked on the LAN, again and again. Who has never answered (it is
 * on another LAN) does not count, nor does who is asked and neither answers nor is given up: the event loop asks.
 */
final class PartnerProbe {
    /** With one partner nobody knows whose fault it is. */
    private static final int ENOUGH = 2;

    private final Adapters adapters;
    private final Map<String, Partner> partners = new HashMap<>();

    private record Where(IpAddress host, MacAddress mac) {}

    /** A system that is asked. */
    private static final class Partner {
        private final Where where;
        private CompletableFuture<Boolean> answer = CompletableFuture.completedFuture(false);
        private boolean heard;
        private boolean silent = true;

        Partner(Where where) {
            this.where = where;
        }

        void ask(Adapters adapters) {
            if (answer.isDone()) {
                silent = !answer.join();
                heard |= !silent;
                answer = adapters.alive(where.host(), where.mac());
            }
        }
    }

    PartnerProbe(Adapters adapters) {
        this.adapters = adapters;
    }

    /**
     * What is wrong at this moment, if anything. A stack that is out of the group goes on asking those who were in it.
     *
     * @param self the member of this stack
     * @param members what XCF knows
     * @param stacks what the other stacks have said of themselves
     */
    Optional<String> look(XcfMember self, List<XcfMember> members, List<StackInfo> stacks) {
        if (self.state() == MemberState.ACTIVE) {
            follow(self, stacks);
        }
        partners.values().forEach(partner -> partner.ask(adapters));
        return unreachable().or(() -> lost(self, members));
    }

    private void follow(XcfMember self, List<StackInfo> stacks) {
        Map<String, Where> now = new HashMap<>();
        for (StackInfo stack : stacks) {
            if (!stack.member().equals(self.name())) {
                stack.host()
                        .flatMap(host -> stack.mac().map(mac -> new Where(host, mac)))
                        .ifPresent(where -> now.put(stack.member(), where));
            }
        }
        partners.entrySet().removeIf(entry -> !entry.getValue().where.equals(now.get(entry.getKey())));
        now.forEach((member, where) -> partners.computeIfAbsent(member, m -> new Partner(where)));
    }

    private Optional<String> unreachable() {
        List<Partner> heard = partners.values().stream().filter(p -> p.heard).toList();
        return heard.size() >= ENOUGH && heard.stream().allMatch(p -> p.silent)
                ? Optional.of("NONE OF " + heard.size() + " HOSTS ANSWERS ON THE LAN")
                : Optional.empty();
    }

    private static Optional<String> lost(XcfMember self, List<XcfMember> members) {
        long failed = count(self, members, MemberState.FAILED);
        boolean alone = self.state() == MemberState.ACTIVE && count(self, members, MemberState.ACTIVE) == 0;
        return alone && failed >= ENOUGH
                ? Optional.of("XCF HAS LOST SIGHT OF ALL " + failed + " OTHERS")
                : Optional.empty();
    }

    /** How many others are in a state. */
    static long count(XcfMember self, List<XcfMember> members, MemberState state) {
        return members.stream()
                .filter(member -> !member.name().equals(self.name()) && member.state() == state)
                .count();
    }
}
