// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

/** What a held connection is doing when something happens to its distributor. */
public enum Kind {
    /** Nothing since an exchange long ago. */
    IDLE("idle"),
    /** Connected, and nothing yet sent either way. */
    ESTABLISHED("just established"),
    /** A small question and its answer, several times a second. */
    BUSY("busy"),
    /** The client has said that it sends no more; the server goes on slowly. */
    HALF_CLOSED("half closed"),
    /** A long download or upload, throttled. */
    TRANSFER("mid transfer");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** As it is called in a table. */
    public String text() {
        return text;
    }
}
