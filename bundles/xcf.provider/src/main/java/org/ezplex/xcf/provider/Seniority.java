// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

/** Whether another member was in the group before this one. Members of a view that is no merger stand in order of joining. */
enum Seniority {
    /** It was there before. */
    EARLIER,
    /** It came when this one was there. */
    LATER,
    /** Two groups have met; who was first in the one says nothing about the other. */
    UNKNOWN
}
