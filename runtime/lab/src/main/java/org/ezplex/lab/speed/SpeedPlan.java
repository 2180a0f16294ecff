// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/**
 * What is to be measured.
 *
 * @param name the lab's
 * @param rounds how often each way is gone, 1 or more
 * @param seconds how long each measurement of a round takes, 1 or more
 * @param ipv6 whether over IPv6
 */
public record SpeedPlan(String name, int rounds, int seconds, boolean ipv6) {}
