// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.system.EventLoop;

/**
 * What is told on the event loop of things that happen.
 *
 * @param loop the event loop
 * @param distributor decides what is routed where
 * @param target decides what is reported to whom
 * @param tables what is set and read beside the packet path
 * @param outbox sends reports
 */
record Parts(EventLoop loop, DistributorPart distributor, TargetPart target, Tables tables, Outbox outbox) {}
