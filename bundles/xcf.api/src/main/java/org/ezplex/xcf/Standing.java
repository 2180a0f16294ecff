// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

/**
 * How many members of the last whole group are in sight with this one, itself included. Members that left in order do not count;
 * members that joined since do.
 */
public enum Standing {
    /** More than half: nobody else can have as many. */
    MAJORITY,
    /** Exactly half, as for each of two that lost each other: the rest, if it lives, has as many. */
    HALF,
    /** Less than half: the rest, if it lives, goes on without this member. */
    MINORITY
}
