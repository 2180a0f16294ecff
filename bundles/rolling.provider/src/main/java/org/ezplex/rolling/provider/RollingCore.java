// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.xcf.MemberState;

/**
 * What is to be done next, from what all systems say. Functions only; nothing is remembered but in the goal, so that whoever takes over
 * goes on where the one before has ended.
 *
 * <pre>
 * ASKING --all ready--> ROLLING --all have it--> DONE
 *   |                      |                       |
 *   | one refuses          | one has failed        | the operator
 *   v                      v                       v
 * WITHDRAWN               BACK <-------------------'
 * </pre>
 *
 * A system whose turn it is, and that is lost then, is waited for: what has killed it may be the level. On the way back only one that
 * is started again is, and not for ever; it keeps its turn when the upgrade is given up in it. Others that are lost are passed over, and
 * get their turn when they return.
 */
final class RollingCore {
    private RollingCore() {}

    /** What a system has to do by itself. */
    enum Duty {
        NONE,
        /** Get the package. */
        FETCH,
        /** Look at the package. */
        CHECK,
        APPLY,
        GO_BACK
    }

    /** The system that decides: where it was asked for, and while that is lost the oldest one. Empty if there is none. */
    static String coordinator(Goal goal, Collection<Member> members) {
        return members.stream()
                .filter(m -> m.active() && m.word().isPresent())
                .filter(m -> goal.participants().contains(m.system()))
                .min(Comparator.<Member, Boolean>comparing(m -> !m.system().equals(goal.origin()))
                        .thenComparing(Member::since)
                        .thenComparing(Member::system))
                .map(Member::system)
                .orElse("");
    }

    /**
     * What becomes of the goal; it itself if there is nothing to change.
     *
     * @param patient false when the systems have had time enough: to answer, or, on the way back, to return from the turn
     */
    static Goal next(Goal goal, Collection<Member> members, boolean patient) {
        return switch (goal.phase()) {
            case ASKING -> asked(goal, members, patient);
            case ROLLING -> rolled(goal, members);
            case BACK -> backward(goal, members, patient);
            case NONE, WITHDRAWN, DONE -> goal;
        };
    }

    private static Goal asked(Goal goal, Collection<Member> members, boolean patient) {
        List<String> open = new ArrayList<>();
        for (String system : goal.participants()) {
            Optional<Member> member = active(system, members);
            if (member.isEmpty()) {
                return goal.with(Phase.WITHDRAWN, "", system + " HAS LEFT");
            }
            Progress progress = member.get().progress(goal);
            if (progress == Progress.REFUSED) {
                return goal.with(Phase.WITHDRAWN, "", because(member.get()));
            }
            if (progress != Progress.READY && !member.get().runs(goal)) {
                open.add(system);
            }
        }
        if (open.isEmpty()) {
            return goal.trial() ? goal.with(Phase.WITHDRAWN, "", "") : goal.with(Phase.ROLLING, "", "");
        }
        return patient ? goal : goal.with(Phase.WITHDRAWN, "", String.join(" ", open) + " DID NOT ANSWER IN TIME");
    }

    private static Goal rolled(Goal goal, Collection<Member> members) {
        for (String system : goal.participants()) {
            Optional<Member> failed = active(system, members).filter(m -> m.progress(goal) == Progress.FAILED);
            if (failed.isPresent()) {
                return goal.with(Phase.BACK, goal.turn(), because(failed.get()));
            }
        }
        boolean settled = goal.turn().isEmpty()
                || active(goal.turn(), members)
                        .filter(m -> m.progress(goal) == Progress.REFUSED || hasIt(goal, m))
                        .isPresent();
        if (!settled) {
            return goal;
        }
        if (goal.participants().stream()
                .allMatch(s -> active(s, members).filter(m -> hasIt(goal, m)).isPresent())) {
            return goal.with(Phase.DONE, "", "");
        }
        return heardByAll(goal, members)
                ? goal.withTurn(first(
                        goal,
                        members,
                        m -> !m.runs(goal) && m.progress(goal) == Progress.READY && sparable(m, goal, members)))
                : goal;
    }

    /** Nobody is to withdraw, in place of this system, what has begun. */
    private static boolean heardByAll(Goal goal, Collection<Member> members) {
        return members.stream()
                .filter(m -> m.active() && m.word().isPresent())
                .filter(m -> goal.participants().contains(m.system()))
                .allMatch(m -> m.rolls(goal));
    }

    /** Whether its work has somebody to go to if it is started again. A sysplex of one has not, and whoever asked for it knows that. */
    private static boolean sparable(Member member, Goal goal, Collection<Member> members) {
        return !member.restarts()
                || goal.participants().size() == 1
                || goal.participants().stream()
                        .anyMatch(s ->
                                !s.equals(member.system()) && active(s, members).isPresent());
    }

    private static boolean hasIt(Goal goal, Member member) {
        return member.runs(goal) && member.progress(goal) != Progress.WORKING;
    }

    private static Goal backward(Goal goal, Collection<Member> members, boolean patient) {
        Predicate<Member> toGoBack = m -> m.runs(goal) && m.progress(goal) != Progress.STUCK;
        // One that has left in order is being started again, and one that has not heard of the way back may begin with
        // the level yet.
        boolean busy = members.stream()
                .filter(m -> m.system().equals(goal.turn()))
                .anyMatch(m -> m.active()
                        ? m.rolls(goal) || m.progress(goal) == Progress.WORKING || toGoBack.test(m)
                        : patient && m.state() == MemberState.QUIESCED);
        return busy
                ? goal
                : goal.withTurn(first(goal, members, toGoBack.and(m -> m.progress(goal) != Progress.WORKING)));
    }

    /** The system where it was asked for is the last: its console can show how the others fare. */
    private static String first(Goal goal, Collection<Member> members, Predicate<Member> eligible) {
        return goal.participants().stream()
                .sorted(Comparator.<String, Boolean>comparing(s -> s.equals(goal.origin()))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(s -> active(s, members).filter(eligible).isPresent())
                .findFirst()
                .orElse("");
    }

    private static Optional<Member> active(String system, Collection<Member> members) {
        return members.stream()
                .filter(m -> m.active() && m.system().equals(system))
                .findFirst();
    }

    private static String because(Member member) {
        return OneLine.of(member.system() + ": " + member.text(), Goal.LONGEST_REASON);
    }

    /** What {@code self} has to do about {@code goal}. */
    static Duty duty(Goal goal, Member self) {
        if (!goal.participants().contains(self.system())) {
            return Duty.NONE;
        }
        boolean mine = goal.turn().equals(self.system());
        Member.Word word = self.word().orElseThrow();
        return switch (goal.phase()) {
            case ASKING, ROLLING -> {
                if (self.runs(goal)) {
                    yield Duty.NONE;
                }
                if (word.progress() == Progress.NONE || (word.progress() == Progress.READY && !word.holds())) {
                    yield word.holds() ? Duty.CHECK : Duty.FETCH;
                }
                yield goal.phase() == Phase.ROLLING && mine && word.progress() == Progress.READY
                        ? Duty.APPLY
                        : Duty.NONE;
            }
            case BACK ->
                mine && self.runs(goal) && word.progress() != Progress.WORKING && word.progress() != Progress.STUCK
                        ? Duty.GO_BACK
                        : Duty.NONE;
            case NONE, WITHDRAWN, DONE -> Duty.NONE;
        };
    }

    /** A system that has the package. */
    static Optional<String> holder(Goal goal, Collection<Member> members) {
        return members.stream()
                .filter(m -> m.active() && m.word().filter(Member.Word::holds).isPresent())
                .filter(m -> m.word()
                        .flatMap(Member.Word::goal)
                        .filter(goal::sameUpgrade)
                        .isPresent())
                .map(Member::system)
                .min(Comparator.<String, Boolean>comparing(s -> !s.equals(goal.origin()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Whom a new goal is about. Throws {@link UpgradeException} if there can be none now. */
    static List<String> participants(Optional<Goal> before, Collection<Member> members, String self, boolean trial) {
        before.filter(g -> g.phase() == Phase.ASKING || !g.turn().isEmpty()).ifPresent(g -> {
            throw refused("THE ONE TO LEVEL " + g.level() + " IS GOING ON");
        });
        // A question changes nothing, so it takes no turn away from those that are waited for.
        before.filter(g -> trial && waits(g, members)).ifPresent(g -> {
            throw refused("THE ONE TO LEVEL " + g.level() + " WAITS FOR SYSTEMS THAT ARE LOST");
        });
        List<Member> active = members.stream().filter(Member::active).toList();
        if (active.stream().noneMatch(m -> m.system().equals(self))) {
            throw refused("THIS SYSTEM IS NOT IN THE SYSPLEX GROUP");
        }
        if (active.size() > Goal.MOST_PARTICIPANTS) {
            throw refused("THERE ARE MORE THAN " + Goal.MOST_PARTICIPANTS + " SYSTEMS");
        }
        List<String> silent = active.stream()
                .filter(m -> m.word().isEmpty())
                .map(Member::system)
                .toList();
        if (!silent.isEmpty()) {
            throw refused("THE LEVEL OF " + String.join(" ", silent) + " KNOWS NO ROLLING UPGRADES");
        }
        return active.stream().map(Member::system).sorted().toList();
    }

    private static boolean waits(Goal goal, Collection<Member> members) {
        return goal.phase() == Phase.ROLLING
                || (goal.phase() == Phase.BACK
                        && goal.participants().stream()
                                .anyMatch(s -> active(s, members).isEmpty()));
    }

    private static UpgradeException refused(String why) {
        return new UpgradeException(Message.EZX8049E, why);
    }
}
