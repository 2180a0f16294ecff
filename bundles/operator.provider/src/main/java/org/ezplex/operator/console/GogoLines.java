// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;

/** Lines in the language of Gogo, which lets a caller do everything. */
final class GogoLines implements Interpreter {
    private final CommandSession session;
    private boolean ended;

    /** The operator's commands are found first, and {@code *} is not taken for file names. {@code exit} ends the session, and nothing else. */
    GogoLines(CommandProcessor processor, InputStream input, PrintStream out) {
        this.session = processor.createSession(input, out, out);
        session.put("SCOPE", "ezplex:gogo:*");
        session.put(CommandSession.OPTION_NO_GLOB, true);
        session.put(".session", session);
        session.put(".processor", processor);
        session.put("exit", (Function) (s, arguments) -> {
            ended = true;
            return null;
        });
    }

    /** Gives the session something under a name, as the commands of Gogo's line editor look for it. */
    void put(String name, Object value) {
        session.put(name, value);
    }

    @Override
    public void run(String line, PrintStream out) throws Exception {
        try {
            Object result = session.execute(line);
            if (result != null) {
                out.println(session.format(result, Converter.INSPECT));
            }
        } catch (InterruptedException e) {
            // Gogo does a line on threads of its own.
            List.copyOf(session.jobs()).forEach(Job::interrupt);
            throw e;
        }
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        session.close();
    }
}
