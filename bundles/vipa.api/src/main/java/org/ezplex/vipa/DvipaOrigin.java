// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

/** What made a DVIPA on this stack. */
public enum DvipaOrigin {
    /** VIPADEFINE. */
    VIPADEFINE("VIPADefine"),
    /** VIPABACKUP. */
    VIPABACKUP("VIPABackup"),
    /** Another stack's VIPADISTRIBUTE names this stack as a target. */
    TARGET("");

    private final String label;

    DvipaOrigin(String label) {
        this.label = label;
    }

    /** As NETSTAT VIPADYN writes it; empty for a target. */
    public String label() {
        return label;
    }
}
