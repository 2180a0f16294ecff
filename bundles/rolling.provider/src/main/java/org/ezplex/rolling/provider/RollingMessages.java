// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.upgrade.SysplexUpgrade.SystemLevel;
import org.ezplex.xcf.MemberState;
import org.osgi.framework.Version;

/** What the operator is told: each change by the system that makes it. */
final class RollingMessages {
    private final BiConsumer<Message, Object[]> hardcopy;
    private final Set<String> told = new HashSet<>();

    RollingMessages(BiConsumer<Message, Object[]> hardcopy) {
        this.hardcopy = hardcopy;
    }

    private void tell(Message message, Object... inserts) {
        hardcopy.accept(message, inserts);
    }

    /** The goal has become another one. */
    void changed(Goal before, Goal now, Collection<Member> members) {
        String systems = String.join(" ", now.participants());
        if (before.phase() != now.phase()) {
            switch (now.phase()) {
                case ROLLING -> tell(Message.EZX8040I, now.level(), now.origin(), systems);
                case WITHDRAWN -> {
                    if (!now.reason().isEmpty()) {
                        tell(Message.EZX8041E, now.level(), now.reason());
                    }
                }
                case DONE -> tell(Message.EZX8043I, now.level(), systems);
                case BACK -> tell(Message.EZX8044E, now.level(), now.reason());
                case NONE, ASKING -> {}
            }
        } else if (!now.turn().isEmpty()) {
            tell(Message.EZX8042I, now.level(), now.phase(), now.turn());
        } else if (now.phase() == Phase.BACK) {
            tell(Message.EZX8046I, now.level(), names(members, now, true));
        } else {
            tell(Message.EZX8045I, now.level(), names(members, now, true), names(members, now, false));
        }
    }

    private static String names(Collection<Member> members, Goal goal, boolean running) {
        List<String> names = goal.participants().stream()
                .filter(s -> running
                        == members.stream()
                                .anyMatch(m -> m.active() && m.system().equals(s) && m.runs(goal)))
                .toList();
        return names.isEmpty() ? "NONE" : String.join(" ", names);
    }

    /**
     * What is told once for each system and goal: one lost while it had its turn, and one that is too old for what the others run, because it was
     * not there, or has returned and refused it.
     *
     * @param coordinates whether this system decides
     * @param overdue whether the system that has left in order in its turn, to be started again, should have returned
     */
    void look(Goal goal, Collection<Member> members, boolean coordinates, boolean overdue) {
        String key = goal.number() + " " + goal.origin() + " ";
        for (Member member : members) {
            String system = member.system();
            boolean itsTurn = goal.turn().equals(system);
            boolean lost = member.state() == MemberState.FAILED;
            boolean away = member.state() == MemberState.QUIESCED && overdue;
            if (coordinates
                    && itsTurn
                    && goal.phase() == Phase.ROLLING
                    && (lost || away)
                    && told.add(key + goal.step() + system)) {
                tell(Message.EZX8047E, goal.level(), system);
            }
            boolean without = member.active()
                    && (!goal.participants().contains(system)
                            || goal.phase() == Phase.DONE
                            || member.progress(goal) == Progress.REFUSED);
            if (coordinates
                    && without
                    && wanted(goal)
                    && lower(member.level(), goal.level())
                    && told.add(key + system)) {
                tell(Message.EZX8048E, system, member.level(), goal.level());
            }
        }
    }

    private static boolean wanted(Goal goal) {
        return goal.phase() == Phase.ROLLING || goal.phase() == Phase.DONE;
    }

    private static boolean lower(String level, String than) {
        try {
            return !level.isEmpty() && Version.parseVersion(level).compareTo(Version.parseVersion(than)) < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** For reports. */
    static SysplexUpgrade status(Optional<Goal> goal, Collection<Member> members) {
        List<SystemLevel> systems = members.stream()
                .map(m -> new SystemLevel(
                        m.system(),
                        m.active(),
                        m.level(),
                        goal.map(m::progress).orElse(Progress.NONE).name(),
                        m.text()))
                .toList();
        return goal.map(g -> new SysplexUpgrade(g.phase(), g.level(), g.origin(), g.turn(), g.reason(), systems))
                .orElseGet(() -> new SysplexUpgrade(Phase.NONE, "", "", "", "", systems));
    }
}
