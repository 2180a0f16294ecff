// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

/** A connection in the client's selector. */
interface Peer {
    /** Something can be done on it. */
    void ready(long now);
}
