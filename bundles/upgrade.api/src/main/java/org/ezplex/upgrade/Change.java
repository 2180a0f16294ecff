// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

/** What a level makes of a bundle, by what the files contain. */
public enum Change {
    /** It was not there. */
    NEW,
    /** Its file is another one. */
    CHANGED,
    /** Its file is the same; it goes on as it is. */
    SAME,
    /** It is not in the level. */
    GONE
}
