// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.List;
import java.util.Locale;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.Usage;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the operator's commands, as far as a role may enter them. */
final class OperatorCompleter implements Completer {
    private final Role role;

    OperatorCompleter(Role role) {
        this.role = role;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex()).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        Usage.completions(role, before).forEach(word -> candidates.add(new Candidate(word)));
    }
}
