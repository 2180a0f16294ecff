// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Options in any order: each a keyword and what reads its value. An option that is wrong is ignored, the others stand. */
final class OptionTable {
    private final Map<Keyword, Runnable> options = new LinkedHashMap<>();
    private final Args args;
    private final Diagnostics diagnostics;
    private final Lists lists;

    OptionTable(Args args, Diagnostics diagnostics, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.lists = lists;
    }

    OptionTable with(String spelt, Runnable value) {
        options.put(Keyword.of(spelt), value);
        return this;
    }

    /** {@code spelt} puts ON into {@code into}, the same with NO before it OFF. */
    OptionTable flag(String spelt, Map<String, String> into) {
        Keyword keyword = Keyword.of(spelt);
        with(spelt, () -> into.put(keyword.name(), "ON"));
        return with("NO" + spelt, () -> into.put(keyword.name(), "OFF"));
    }

    /** {@code spelt} with a number. */
    OptionTable number(String spelt, int least, int most, Map<String, String> into) {
        Keyword keyword = Keyword.of(spelt);
        return with(spelt, () -> into.put(keyword.name(), Integer.toString(args.number(least, most))));
    }

    Set<Keyword> names() {
        return options.keySet();
    }

    /** Whether {@code token} is one of the options. */
    boolean has(Token token) {
        return options.keySet().stream().anyMatch(token::is);
    }

    /** Reads options up to the next statement. */
    void parse(String statement) {
        while (!lists.over(args.peek()) || has(args.peek())) {
            one(statement);
        }
    }

    /** Reads options as long as there are some. */
    void parseWhileKnown() {
        while (has(args.peek())) {
            one("");
        }
    }

    private void one(String statement) {
        Token token = args.next();
        try {
            options.entrySet().stream()
                    .filter(e -> token.is(e.getKey()))
                    .findFirst()
                    .orElseThrow(() -> Args.unexpected(token, "AN OPTION OF " + statement, names()))
                    .getValue()
                    .run();
        } catch (StatementError e) {
            e.report(diagnostics, "PARAMETER IGNORED");
            while (!lists.over(args.peek()) && !has(args.peek())) {
                args.next();
            }
        }
    }
}
