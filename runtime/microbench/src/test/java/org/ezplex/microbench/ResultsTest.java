// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Measurement SMALL_REFERENCE =
            new Measurement(Subject.LOOKUP, "reference", "1000", 20, 19, 21, 24);
    private static final Measurement SMALL = new Measurement(Subject.LOOKUP, "route", "1000", 50, 50, 50, 0.01);
    private static final Measurement LARGE_REFERENCE =
            new Measurement(Subject.LOOKUP, "reference", "1000000", 100, 100, 100, 24);
    private static final Measurement LARGE = new Measurement(Subject.LOOKUP, "route", "1000000", 150, 150, 150, 0);
    private static final Measurement COPY = new Measurement(Subject.CODEC, "reference", "", 80, 80, 80, 800);
    private static final Measurement ENCODE = new Measurement(Subject.CODEC, "encode", "", 1600, 1600, 1600, 2000);

    @Test
    void theTableHasEachOperationBesideTheReferenceOfItsSize() {
        Results results = new Results(List.of(ENCODE, COPY, SMALL, LARGE, SMALL_REFERENCE, LARGE_REFERENCE));
        assertThat(results.table())
                .isEqualTo(
                        """
                        OPERATION                           NS/OP   SPREAD    RATIO    OCTETS
                        codec encode                       1600.0       0%    20.00   2000.00
                        codec reference                      80.0       0%     1.00    800.00
                        lookup route 1000                    50.0       0%     2.50      0.01
                        lookup route 1000000                150.0       0%     1.50      0.00
                        lookup reference 1000                20.0       5%     1.00     24.00
                        lookup reference 1000000            100.0       0%     1.00     24.00

                        RATIO is to the reference:
                          codec      a copy of the octets of the message
                          lookup     a get from a java.util.HashMap of as many Long keys, in the same order
                        """);
    }

    @Test
    void messagesAndReferencesMayAllocate() {
        assertThat(new Results(List.of(ENCODE, COPY, SMALL, SMALL_REFERENCE)).right())
                .isTrue();
    }

    @Test
    void whatIsDoneForPacketsMustNotAllocate() {
        Measurement garbage = new Measurement(Subject.LOOKUP, "route", "1000", 50, 50, 50, 0.5);
        Results results = new Results(List.of(garbage, SMALL_REFERENCE));
        assertThat(results.right()).isFalse();
        assertThat(results.table()).contains("      0.50  MUST NOT ALLOCATE\n");
    }
}
