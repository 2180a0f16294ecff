// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of subscriptions. */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private Subscriptions() {}

    /** Whatever goes wrong with one, what is to be ended after it is. */
    static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
    }
}
