// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.util.Optional;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.xcf.MemberState;

/**
 * A system as another one sees it.
 *
 * @param system SYSNAME
 * @param state what the group knows of it
 * @param since grows with each start; of two systems the one that has less is the older
 * @param word what it says; empty if it says nothing, because its level knows no rolling upgrades
 */
record Member(String system, MemberState state, long since, Optional<Word> word) {
    /**
     * What a system tells of itself.
     *
     * @param level the version of the level that it runs
     * @param goal the latest that it knows of
     * @param progress what it does about that
     * @param text why, or more about it; one line
     * @param holds whether it has the package
     */
    record Word(String level, Optional<Goal> goal, Progress progress, String text, boolean holds) {
        static final int LONGEST_TEXT = 200;
    }

    boolean active() {
        return state == MemberState.ACTIVE;
    }

    String level() {
        return word.map(Word::level).orElse("");
    }

    boolean runs(Goal goal) {
        return level().equals(goal.level());
    }

    /** What it does about {@code goal}: nothing as long as it has not heard of it. */
    Progress progress(Goal goal) {
        return word.filter(w -> w.goal().filter(goal::sameUpgrade).isPresent())
                .map(Word::progress)
                .orElse(Progress.NONE);
    }

    /** Whether it has heard of {@code goal} as one that is applied, and of nothing later. */
    boolean rolls(Goal goal) {
        return word.flatMap(Word::goal)
                .filter(g -> goal.sameUpgrade(g) && g.phase() == Phase.ROLLING)
                .isPresent();
    }

    /** Whether it says that it has to be started again for the level. */
    boolean restarts() {
        return text().contains(LevelWork.WITH_A_RESTART);
    }

    String text() {
        return word.map(Word::text).orElse("");
    }
}
