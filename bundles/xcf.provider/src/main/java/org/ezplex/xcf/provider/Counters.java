// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.concurrent.atomic.LongAdder;
import org.ezplex.xcf.XcfStatistics;

/** The counters behind {@link XcfStatistics}. */
final class Counters {
    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder oversized = new LongAdder();
    final LongAdder unauthenticated = new LongAdder();
    final LongAdder replayed = new LongAdder();

    XcfStatistics snapshot() {
        return new XcfStatistics(
                sent.sum(), received.sum(), malformed.sum(), oversized.sum(), unauthenticated.sum(), replayed.sum());
    }
}
