// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

/** The states of a DVIPA on one stack (NETSTAT VIPADYN). */
public enum DvipaStatus {
    /** This stack owns it: the adapter answers for it. */
    ACTIVE("Active"),
    /** This stack may take it over. */
    BACKUP("Backup"),
    /** Given to another stack; connections made here go on here. */
    MOVING("Moving"),
    /** Not offered any more; present until its last connection ends. */
    QUIESCING("Quiescing"),
    /** Taken out of use by the operator. */
    DEACTIVATED("Deactivated"),
    /** Taken out of the profile and given to another stack; here until its last packets have been sent on. */
    DELETED("Deleted"),
    /** Not in use while this stack is out of the group; its definition is kept. */
    LEFT("Left");

    private final String label;

    DvipaStatus(String label) {
        this.label = label;
    }

    /** As the long reports write it. */
    public String label() {
        return label;
    }
}
