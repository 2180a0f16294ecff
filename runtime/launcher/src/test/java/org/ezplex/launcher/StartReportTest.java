// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class StartReportTest {
    @Test
    void theInnermostReasonIsToldInOneLine() {
        var why = new BundleException("outer", new IOException("no\n  such\tfile"));
        assertThat(StartReport.reason(why)).isEqualTo("IOException: no such file");
    }

    @Test
    void aBundleExceptionSpeaksForItself() {
        assertThat(StartReport.reason(new BundleException("missing requirement")))
                .isEqualTo("missing requirement");
    }

    @Test
    void longReasonsAreCut() {
        assertThat(StartReport.reason(new BundleException("x".repeat(5_000))))
                .hasSizeLessThan(500)
                .endsWith("...");
    }

    @Test
    void aReasonWithoutWordsIsTold() {
        assertThat(StartReport.reason(new IllegalStateException())).isEqualTo("IllegalStateException: null");
    }
}
