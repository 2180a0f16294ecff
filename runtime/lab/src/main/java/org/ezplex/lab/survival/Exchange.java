// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/**
 * What clients noticed of one exchange of a bundle.
 *
 * @param failed new connections that were not served, and held ones that do not go on
 * @param served new connections that were
 * @param again segments of established connections that were sent again
 * @param lost held connections that waited as long as TCP does before it sends again what was lost, or longer
 * @param synsAgain first segments of connections that were sent again
 * @param pauseMillis the longest time in which none of the held connections had an answer while one waited for it
 * @param waitMillis the longest time that one of them waited for its answer
 * @param newMillis the longest time in which no new connection was served
 */
record Exchange(
        long failed,
        long served,
        long again,
        long lost,
        long synsAgain,
        double pauseMillis,
        double waitMillis,
        double newMillis) {}
