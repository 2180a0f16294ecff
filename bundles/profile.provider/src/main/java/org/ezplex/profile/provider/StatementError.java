// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import org.ezplex.system.Message;

/** Leaves a statement that cannot be used. What is skipped then is up to the statement's context. */
final class StatementError extends RuntimeException {
    private final transient Message id;
    private final transient Token token;
    private final boolean syntax;
    private final transient Object[] rest;

    private StatementError(Message id, Token token, boolean syntax, Object... rest) {
        super(id.name(), null, false, false);
        this.id = id;
        this.token = token;
        this.syntax = syntax;
        this.rest = rest;
    }

    /** The words do not make a statement: in a VIPADYNAMIC block this ends the block. */
    static StatementError syntax(Message id, Token token, Object... rest) {
        return new StatementError(id, token, true, rest);
    }

    /** The statement is well formed but cannot be: it alone is left out. */
    static StatementError rejected(Message id, Token token, Object... rest) {
        return new StatementError(id, token, false, rest);
    }

    boolean syntax() {
        return syntax;
    }

    Token token() {
        return token;
    }

    /** Reports it, with {@code action} for what was done about it. */
    void report(Diagnostics diagnostics, String action) {
        Object[] all = java.util.Arrays.copyOf(rest, rest.length + 1);
        all[rest.length] = action;
        diagnostics.report(id, token, all);
    }
}
