// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

/** The member states of XCF (z/OS MVS Sysplex Services Guide, "Member states"). */
public enum MemberState {
    /** Known by name, not joined. */
    CREATED,
    /** Joined; can send and receive. */
    ACTIVE,
    /** Left in order. */
    QUIESCED,
    /** Lost: its system, process or network died. */
    FAILED,
    /** Not known. */
    NOT_DEFINED
}
