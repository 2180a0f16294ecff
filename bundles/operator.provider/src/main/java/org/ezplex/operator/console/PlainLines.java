// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.CommandFailure;
import org.ezplex.operator.provider.OperatorService;
import org.ezplex.operator.provider.Verb;

/**
 * Lines of one command of the operator's each, for callers who may not do everything. They never reach Gogo: its language has more ways
 * around a role (variables, closures, objects, scopes) than anybody could close.
 */
final class PlainLines implements Interpreter {
    private static final Set<String> ENDS = Set.of("exit", "quit", "logout");

    private final OperatorService service;
    private final Role role;
    private boolean ended;

    PlainLines(OperatorService service, Role role) {
        this.service = service;
        this.role = role;
    }

    @Override
    public void run(String line, PrintStream out) {
        List<String> words = PlainWords.of(line);
        if (words.isEmpty()) {
            return;
        }
        if (words.size() == 1 && ENDS.contains(words.get(0).toLowerCase(Locale.ROOT))) {
            ended = true;
            return;
        }
        Verb verb = Verb.named(words.get(0))
                .orElseThrow(() -> CommandFailure.refused(
                        words.get(0) + " IS NO COMMAND FOR ROLE " + role, "'help' lists the commands that are"));
        List<String> operands = words.subList(1, words.size());
        Role needed = verb.needs(operands);
        if (!role.includes(needed)) {
            throw CommandFailure.refused(
                    "THIS COMMAND TAKES ROLE " + needed + ", AND YOURS IS " + role,
                    "let somebody of that role enter it; 'help' lists the commands of yours");
        }
        service.runConfined(verb, operands, out);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        ended = true;
    }
}
