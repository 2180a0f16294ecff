// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import org.ezplex.distributor.provider.core.Report;
import org.ezplex.vipa.provider.core.VipaList;

/** What systems say to each other by XCF; decoded, since the codecs have tests of their own. */
sealed interface Message {
    /** A VIPA list. */
    record List(VipaList list) implements Message {}

    /** Wants a VIPA list. */
    record ListRequest() implements Message {}

    /** A report of a target, or what the distributor says to it. */
    record OfDistributor(Report report) implements Message {}
}
