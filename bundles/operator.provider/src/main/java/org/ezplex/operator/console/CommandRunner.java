// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.EOFException;
import java.io.PrintStream;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.ezplex.operator.provider.CommandFailure;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Runs one command of a session, writes it to the hardcopy log if it may change something, and tells how it ended. */
final class CommandRunner {
    private static final int LONGEST_LOGGED = 200;

    private final Hardcopy hardcopy;
    private final String who;

    CommandRunner(Hardcopy hardcopy, String who) {
        this.hardcopy = hardcopy;
        this.who = who;
    }

    /** Sets a session up: the operator's commands are found first, and {@code *} is not taken for file names. */
    static void prepare(CommandSession session) {
        session.put("SCOPE", "ezplex:gogo:*");
        session.put(CommandSession.OPTION_NO_GLOB, true);
    }

    /** The exit code: 0 done, 1 failed, 2 entered wrongly. */
    int run(CommandSession session, String command, PrintStream out) {
        // A log full of displays would push out what the displays of the log are for.
        if (!Looking.only(command)) {
            hardcopy.issue(Message.EZX7001I, who, logged(command));
        }
        try {
            Object result = session.execute(command);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
            return 0;
        } catch (CommandFailure e) {
            out.println(e.getMessage());
            return e.exitCode();
        } catch (CommandNotFoundException e) {
            out.println("UNKNOWN COMMAND " + e.getCommand());
            out.println("'help' lists the commands; the operator's are netstat, display, vary and mvs");
            return CommandFailure.USAGE;
        } catch (SyntaxError | EOFException e) {
            out.println("SYNTAX ERROR: " + e.getMessage());
            out.println("put operands with special characters in single quotes");
            return CommandFailure.USAGE;
        } catch (StackOverflowError e) {
            // Gogo's parser calls itself for each bracket.
            out.println("SYNTAX ERROR: THE COMMAND IS NESTED TOO DEEP");
            out.println("put operands with special characters in single quotes");
            return CommandFailure.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println("INTERRUPTED");
            return CommandFailure.FAILED;
        } catch (Exception e) {
            out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            out.println("the command 'display messages' and the log may tell more");
            return CommandFailure.FAILED;
        } finally {
            out.flush();
        }
    }

    private static String logged(String command) {
        String printable = command.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > LONGEST_LOGGED ? printable.substring(0, LONGEST_LOGGED) + "..." : printable;
    }
}
