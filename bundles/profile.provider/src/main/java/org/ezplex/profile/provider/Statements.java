// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table of statements by name. */
final class Statements {
    private final Map<Keyword, Statement> table = new LinkedHashMap<>();
    private final Map<Keyword, Keyword> ends = new LinkedHashMap<>();

    Statements with(String spelt, Statement statement) {
        table.put(Keyword.of(spelt), statement);
        return this;
    }

    /** A statement that begins a list which another word ends. */
    Statements list(String spelt, String end, Statement statement) {
        ends.put(Keyword.of(spelt), Keyword.of(end));
        return with(spelt, statement);
    }

    Optional<Statement> find(Token name) {
        return keyword(name).map(table::get);
    }

    Optional<Keyword> keyword(Token name) {
        return table.keySet().stream().filter(name::is).findFirst();
    }

    Set<Keyword> names() {
        return table.keySet();
    }

    /** What ends the list that {@code statement} begins; empty if it begins none. */
    Optional<Keyword> endOf(Keyword statement) {
        return Optional.ofNullable(ends.get(statement));
    }

    /** The statement whose list {@code token} would end. */
    Optional<Keyword> endedBy(Token token) {
        return ends.entrySet().stream()
                .filter(e -> token.is(e.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    List<Keyword> endNames() {
        return List.copyOf(ends.values());
    }
}
