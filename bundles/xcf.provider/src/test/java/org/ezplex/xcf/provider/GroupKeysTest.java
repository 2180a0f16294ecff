// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupKeysTest {
    private static final long ALONE = 1_000;

    private long now;
    private final GroupKeys keys = new GroupKeys(() -> now, ALONE);

    @Test
    void aNewcomerTakesWhatIsThereAtOnce() {
        GroupKey own = keys.best();
        GroupKey theirs = key(1);
        assertThat(own.epoch()).isZero();
        assertThat(keys.learn(List.of(theirs))).isTrue();
        assertThat(keys.current().name()).isEqualTo(theirs.name());
        assertThat(keys.best()).isEqualTo(theirs);
        assertThat(keys.of(own.name())).isPresent();
        now += GroupKeys.COMING_NANOS + GroupKeys.LEAVING_NANOS;
        assertThat(keys.of(own.name())).isEmpty();
    }

    @Test
    void aNewcomersKeyIsNeverUsedByWhoIsNoneWhateverItsName() {
        now += ALONE;
        GroupKey own = keys.best();
        for (int name : new int[] {Integer.MIN_VALUE, own.name() - 1, own.name() + 1, Integer.MAX_VALUE}) {
            assertThat(keys.learn(List.of(new GroupKey(0, name, key(0).secret()))))
                    .isFalse();
            now += GroupKeys.COMING_NANOS;
            assertThat(keys.current().name()).isEqualTo(own.name());
        }
    }

    @Test
    void whatAnotherStillUsesIsOpenedAsLongAsItMay() {
        keys.learn(List.of(key(5)));
        now += 10 * GroupKeys.LEAVING_NANOS;
        GroupKey lesser = key(4);
        assertThat(keys.learn(List.of(lesser))).isFalse();
        assertThat(keys.of(lesser.name())).isPresent();
        now += GroupKeys.COMING_NANOS + GroupKeys.LEAVING_NANOS;
        assertThat(keys.of(lesser.name())).isEmpty();
    }

    @Test
    void whoHasFoundNobodyIsNoNewcomerAndKeepsItsKey() {
        SealKeys.Named own = keys.current();
        now += ALONE;
        assertThat(keys.best().epoch()).isEqualTo(1);
        assertThat(keys.learn(List.of(key(0)))).isFalse();
        assertThat(keys.current()).isEqualTo(own);
    }

    @Test
    void aBetterKeyIsOpenedWithAtOnceAndSealedWithLater() {
        keys.learn(List.of(key(1)));
        GroupKey before = keys.best();
        GroupKey next = key(2);
        assertThat(keys.learn(List.of(next))).isTrue();
        assertThat(keys.learn(List.of(next))).isFalse();
        assertThat(keys.current().name()).isEqualTo(before.name());
        assertThat(keys.of(next.name())).contains(next.secret());
        assertThat(keys.best()).isEqualTo(next);
        now += GroupKeys.COMING_NANOS;
        assertThat(keys.current().name()).isEqualTo(next.name());
        assertThat(keys.of(before.name())).contains(before.secret());
        now += GroupKeys.LEAVING_NANOS;
        assertThat(keys.of(before.name())).isEmpty();
        assertThat(keys.current().name()).isEqualTo(next.name());
        assertThat(keys.isFormer(before.name())).isTrue();
        assertThat(keys.isFormer(next.name())).isFalse();
    }

    @Test
    void changesInHasteAreEachUsedInTheirTimeAndNoneIsForgottenBefore() {
        keys.learn(List.of(key(1)));
        GroupKey first = key(2);
        GroupKey second = key(3);
        keys.learn(List.of(first));
        now += GroupKeys.COMING_NANOS / 2;
        keys.learn(List.of(second));
        now += GroupKeys.COMING_NANOS / 2;
        assertThat(keys.current().name()).as("others may not know the second").isEqualTo(first.name());
        now += GroupKeys.COMING_NANOS / 2;
        assertThat(keys.current().name()).isEqualTo(second.name());
        assertThat(keys.of(first.name())).isPresent();
        now += GroupKeys.LEAVING_NANOS;
        assertThat(keys.of(first.name())).isEmpty();
    }

    @Test
    void whatOthersMayStillUseIsOpenedThoughThereIsABetterOne() {
        keys.learn(List.of(key(1)));
        GroupKey late = key(2);
        keys.learn(List.of(key(3)));
        assertThat(keys.learn(List.of(late))).isFalse();
        assertThat(keys.of(late.name())).isPresent();
        now += GroupKeys.COMING_NANOS;
        assertThat(keys.current().name()).isEqualTo(keys.best().name());
        assertThat(keys.of(late.name())).isPresent();
        now += GroupKeys.LEAVING_NANOS;
        assertThat(keys.of(late.name())).isEmpty();
    }

    @Test
    void manyChangesTakeNoEndOfMemoryAndTheBestIsKept() {
        keys.learn(List.of(key(1)));
        GroupKey best = key(100);
        keys.learn(List.of(best));
        for (int epoch = 2; epoch < 99; epoch++) {
            keys.learn(List.of(key(epoch)));
        }
        assertThat(keys.best()).isEqualTo(best);
    }

    @Test
    void ofTwoChangesAtOnceAllTakeTheSame() {
        keys.learn(List.of(key(1)));
        GroupKey one = key(2);
        GroupKey two = key(2);
        GroupKeys others = new GroupKeys(() -> now, ALONE);
        keys.learn(List.of(one));
        keys.learn(List.of(two));
        others.learn(List.of(two));
        others.learn(List.of(one));
        now += GroupKeys.COMING_NANOS;
        assertThat(keys.best()).isEqualTo(others.best());
        assertThat(keys.current().name()).isEqualTo(others.current().name());
    }

    @Test
    void anEarlierEpochIsNotGoneBackTo() {
        keys.learn(List.of(key(5)));
        assertThat(keys.learn(List.of(key(4)))).isFalse();
    }

    @Test
    void nobodyCanUseUpTheEpochs() {
        keys.learn(List.of(key(5)));
        assertThat(keys.learn(List.of(key(Long.MAX_VALUE)))).isFalse();
        assertThat(keys.renew().epoch()).isEqualTo(6);
    }

    @Test
    void aNewcomerForgetsWhatItWasToldAndTakesWhatIsThereAtOnce() {
        keys.learn(List.of(key(GroupKey.LAST_EPOCH)));
        GroupKey theirs = key(5);
        assertThat(keys.learnAnew(List.of())).isFalse();
        assertThat(keys.best().epoch()).isZero();
        assertThat(keys.learnAnew(List.of(theirs))).isTrue();
        assertThat(keys.current().name()).isEqualTo(theirs.name());
    }

    @Test
    void aNewcomerThatBeginsAgainGoesOnOpeningWithWhatItIsToldAgain() {
        GroupKey used = key(0);
        GroupKey coming = key(1);
        keys.learn(List.of(used));
        assertThat(keys.learnAnew(List.of(used))).isFalse();
        assertThat(keys.current().name()).isEqualTo(used.name());
        assertThat(keys.learnAnew(List.of(coming, used))).isTrue();
        assertThat(keys.current().name()).isEqualTo(coming.name());
        assertThat(keys.of(used.name())).isPresent();
    }

    @Test
    void whoIsNoNewcomerForgetsNothing() {
        GroupKey theirs = key(5);
        keys.learn(List.of(theirs));
        now += ALONE;
        keys.learnAnew(List.of());
        assertThat(keys.best()).isEqualTo(theirs);
    }

    @Test
    void whatIsMadeIsBetterAndItsAgeCountsFromThenOn() {
        keys.learn(List.of(key(5)));
        now += 77;
        assertThat(keys.ageNanos()).isEqualTo(77);
        assertThat(keys.renew().epoch()).isEqualTo(6);
        assertThat(keys.ageNanos()).isZero();
        now += GroupKeys.COMING_NANOS;
        assertThat(keys.ageNanos()).isEqualTo(GroupKeys.COMING_NANOS);
    }

    @Test
    void aStrangersNameIsNobodys() {
        assertThat(keys.of(keys.current().name() + 1)).isEmpty();
    }

    @Test
    void noTextHasASecret() {
        GroupKey key = keys.best();
        assertThat(key.toString()).isEqualTo(Integer.toHexString(key.name()) + " of epoch 0");
    }

    @Test
    void theKeyOfAFileIsTakenFromNobodyByWhoHasNoneOrABetterOne() {
        GroupKey file = new GroupKey(9, GroupKey.FILE, key(0).secret());
        assertThat(keys.learn(List.of(file))).isFalse();
        assertThat(keys.of(GroupKey.FILE)).isEmpty();
        GroupKeys changing = new GroupKeys(() -> now, ALONE, Optional.of(file.secret()));
        assertThat(changing.current().name()).isEqualTo(GroupKey.FILE);
        assertThat(changing.goByFile()).isTrue();
        changing.renew();
        now += GroupKeys.COMING_NANOS + GroupKeys.LEAVING_NANOS;
        assertThat(changing.haveLeftFile()).isTrue();
        assertThat(changing.learn(List.of(file))).isFalse();
        assertThat(changing.of(GroupKey.FILE)).isEmpty();
        assertThat(keys.haveLeftFile()).as("there was none").isFalse();
    }

    @Test
    void aNewcomerThatBeginsAgainTakesNoFilesKeyAndOneWithAFileUsesABetterOneAtOnce() {
        GroupKey file = new GroupKey(9, GroupKey.FILE, key(0).secret());
        keys.learnAnew(List.of(file));
        assertThat(keys.of(GroupKey.FILE)).isEmpty();
        GroupKeys changing = new GroupKeys(() -> now, ALONE, Optional.of(file.secret()));
        GroupKey better = key(5);
        changing.learn(List.of(better));
        assertThat(changing.learnAnew(List.of(better))).isFalse();
        assertThat(changing.current().name()).isEqualTo(better.name());
    }

    private static GroupKey key(long epoch) {
        return GroupKey.random(epoch, new SecureRandom());
    }
}
