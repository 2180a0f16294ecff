// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static Owners of(String... lines) {
        return Owners.parse(List.of(lines));
    }

    @Test
    void oneAfterTheOtherIsNeverTwo() {
        Owners owners = of("answer a 0 100 11", "answer b 150 300 16", "end");
        assertThat(owners.twoNanos(0)).isZero();
        assertThat(owners.changedAt(120)).hasValue(150);
    }

    @Test
    void bothAnsweringIsCountedFromTheFaultOn() {
        Owners owners = of("answer a 0 300 31", "answer b 100 400 31", "end");
        assertThat(owners.twoNanos(0)).isEqualTo(200);
        assertThat(owners.twoNanos(250)).isEqualTo(50);
    }

    @Test
    void thatTheSameStationPausedIsNoChange() {
        Owners owners = of("answer a 0 100 11", "answer a 300 400 11", "end");
        assertThat(owners.changedAt(150)).isEmpty();
        assertThat(owners.twoNanos(0)).isZero();
    }

    @Test
    void aThawedOwnerIsSeen() {
        Owners owners = of("answer a 0 100 11", "answer b 200 900 71", "answer a 500 520 3", "end");
        assertThat(owners.twoNanos(150)).isEqualTo(20);
    }

    @Test
    void whoAnswersAllTheTimeIsTheOneAtOnce() {
        assertThat(of("answer a 0 400000000 41", "end").oneSince(100_000_000, 10))
                .isZero();
    }

    @Test
    void thereIsOneWhenTheSecondHasCeased() {
        Owners owners = of("answer a 0 500000000 51", "answer b 100000000 900000000 81", "end");
        assertThat(owners.oneSince(200_000_000, 10)).isEqualTo(300_000_000);
    }

    @Test
    void aShortOverlapAtAChangeIsNoTwo() {
        Owners owners = of("answer a 0 500000000 51", "answer b 499999995 900000000 41", "end");
        assertThat(owners.oneSince(200_000_000, 10)).isZero();
    }

    @Test
    void thereIsOneWhenSomebodyAnswersAgain() {
        Owners owners = of("answer a 0 300000000 31", "answer b 700000000 900000000 21", "end");
        assertThat(owners.oneSince(400_000_000, 10)).isEqualTo(300_000_000);
    }

    @Test
    void aLineThatIsNoReportIsAnError() {
        assertThatThrownBy(() -> of("answer a x 1 1")).isInstanceOf(LabException.class);
    }
}
