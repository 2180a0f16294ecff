// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/** What happens to the system that owns the address. */
public enum Fault {
    /** Its process is killed; the host and its servers live on. */
    CRASH("crash"),
    /** Its host loses both networks. */
    CUT("link cut"),
    /** Its process is stopped as a debugger stops it. */
    FREEZE("freeze"),
    /** It is ended in order. */
    STOP("planned stop");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** As it is called in a table. */
    public String text() {
        return text;
    }

    /** Whether nobody can reach the servers of its host afterwards. */
    boolean hostGone() {
        return this == CUT;
    }
}
