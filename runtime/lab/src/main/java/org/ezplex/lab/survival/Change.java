// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/** What happens to the servers besides. */
public enum Change {
    /** Nothing. */
    NONE("nothing changed"),
    /** The targets' weights were changed after the connections were made. */
    WEIGHTS("weights changed"),
    /** The server of one target listens no more and goes on with the connections it has. */
    DRAINING("a server draining"),
    /** One target was told by its operator to take no new connections. */
    QUIESCED("a target quiesced"),
    /** The server process of one target is killed at the same moment. */
    DYING("a server dying");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /** As it is called in a table. */
    public String text() {
        return text;
    }
}
