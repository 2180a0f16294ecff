// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

/**
 * A stack's bid for a DVIPA: the targets report to it already.
 *
 * @param epoch in which it would own the DVIPA
 * @param ready whether it has learned every connection: an owner may give the DVIPA away now
 */
public record Bid(long epoch, boolean ready) {}
