// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.CommandFailure;
import org.ezplex.system.Hardcopy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The audit of what is typed at the terminal of the system, where Gogo's own shell reads. It hands over each line parsed; scripts, and the
 * lines of our own sessions, come as text.
 */
@Component
public final class TerminalAudit implements CommandSessionListener {
    private static final Caller TERMINAL = new Caller("", Role.ADMINISTRATE, "TERMINAL", "");

    private final Audit audit;

    @Activate
    public TerminalAudit(@Reference Hardcopy hardcopy) {
        this.audit = new Audit(hardcopy, System::nanoTime);
    }

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        if (isTyped(line)) {
            audit.begins(TERMINAL, line.toString());
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Exception failure) {
        if (isTyped(line)) {
            Outcome outcome = failure instanceof CommandFailure refused ? Outcome.of(refused) : Outcome.FAILED;
            audit.ended(TERMINAL, line.toString(), outcome);
        }
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence line, Object result) {
        if (isTyped(line)) {
            audit.ended(TERMINAL, line.toString(), Outcome.DONE);
        }
    }

    private static boolean isTyped(CharSequence line) {
        return line instanceof Parser.Program;
    }
}
