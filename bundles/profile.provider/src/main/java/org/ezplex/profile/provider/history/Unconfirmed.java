// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

/**
 * A change of the profile that nobody had confirmed when a system ended.
 *
 * @param number its snapshot
 * @param before the snapshot that was in force before it
 */
public record Unconfirmed(int number, int before) {}
