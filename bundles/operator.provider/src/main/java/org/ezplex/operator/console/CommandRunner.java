// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.EOFException;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.ezplex.operator.Caller;
import org.ezplex.operator.provider.CommandFailure;

/** Runs the commands of one caller: each is told to the audit, and how it ended to the caller. Every console's commands come through here. */
final class CommandRunner {
    private final Audit audit;
    private final Caller caller;

    CommandRunner(Audit audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** The exit code: 0 done, 1 failed, 2 entered wrongly, 3 not allowed. */
    int run(Interpreter interpreter, String command, PrintStream out) {
        audit.begins(caller, command);
        Outcome outcome = Outcome.FAILED;
        try {
            outcome = outcome(interpreter, command, out);
        } finally {
            audit.ended(caller, command, outcome);
            out.flush();
        }
        return outcome.exitCode();
    }

    private Outcome outcome(Interpreter interpreter, String command, PrintStream out) {
        try {
            Optional<String> help = Help.of(caller.role(), command);
            if (help.isPresent()) {
                out.print(help.get());
            } else {
                interpreter.run(command, out);
            }
            return Outcome.DONE;
        } catch (CommandFailure e) {
            out.println(e.getMessage());
            return Outcome.of(e);
        } catch (CommandNotFoundException e) {
            out.println("UNKNOWN COMMAND " + e.getCommand());
            out.println("'help' lists the commands");
            return Outcome.WRONG;
        } catch (SyntaxError | EOFException e) {
            out.println("SYNTAX ERROR: " + e.getMessage());
            out.println("put operands with special characters in single quotes");
            return Outcome.WRONG;
        } catch (StackOverflowError e) {
            // Gogo's parser calls itself for each bracket.
            out.println("SYNTAX ERROR: THE COMMAND IS NESTED TOO DEEP");
            out.println("put operands with special characters in single quotes");
            return Outcome.WRONG;
        } catch (InterruptedException e) {
            out.println("INTERRUPTED");
            return Outcome.INTERRUPTED;
        } catch (Exception e) {
            out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            out.println("the command 'display messages' and the log may tell more");
            return Outcome.FAILED;
        }
    }
}
