// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/**
 * What becomes of honest clients while SYNs flood the port that they use.
 *
 * @param way its name
 * @param perSecond SYNs that were sent
 * @param quiet requests on kept connections before it
 * @param kept the same during it
 * @param opened a new connection for each request during it, one after the other
 * @param memory octets that the owner's process has more of during it; may be less than 0
 */
record FloodResult(String way, double perSecond, HttpResult quiet, HttpResult kept, HttpResult opened, long memory) {
    /** How much of the rate of kept connections is left. */
    double left() {
        return kept.perSecond() / quiet.perSecond();
    }

    long errors() {
        return quiet.errors() + kept.errors() + opened.errors();
    }
}
