// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.util.Locale;

/**
 * The catalogue of messages to the operator. Identifiers of z/OS Communications Server where one is known (EZZ..., EZD...,
 * IXC...); EZX... are Ezplex's own. {@code docs/messages.md} is generated from this enum.
 */
public enum Message {
    EZX0001I(
            Severity.INFORMATION,
            "EZPLEX %s SYSTEM %s OF SYSPLEX %s IS UP, STACK %s",
            "The system has started.",
            "None."),
    EZX0002I(Severity.INFORMATION, "SYSTEM %s IS STOPPING", "The system was told to stop.", "None."),
    EZX0010E(
            Severity.EVENTUAL,
            "%s IS NOT AVAILABLE: %s. WITHOUT IT: %s. TO GET IT: %s",
            "An optional part of the host is missing; the system runs without it.",
            "Follow the advice in the message if the function is wanted.");

    private final Severity severity;
    private final String template;
    private final String explanation;
    private final String response;

    Message(Severity severity, String template, String explanation, String response) {
        this.severity = severity;
        this.template = template;
        this.explanation = explanation;
        this.response = response;
    }

    /** How much it matters. */
    public Severity severity() {
        return severity;
    }

    /** The text with {@code %s} where an insert goes. */
    public String template() {
        return template;
    }

    /** What it means, for the message reference. */
    public String explanation() {
        return explanation;
    }

    /** What the operator should do, for the message reference. */
    public String response() {
        return response;
    }

    /** The text with {@code inserts} in place. */
    public String text(Object... inserts) {
        return String.format(Locale.ROOT, template, inserts);
    }
}
