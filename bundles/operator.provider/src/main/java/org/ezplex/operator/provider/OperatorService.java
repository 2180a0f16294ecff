// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.felix.service.threadio.ThreadIO;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs commands on the one {@link Operator} that the command components share. */
@Component(service = OperatorService.class)
public final class OperatorService {
    private final Operator operator;
    private final ThreadIO threadIo;
    private final PrintStream log;

    @Activate
    public OperatorService(@Reference OsgiParts parts, @Reference ThreadIO threadIo) {
        this(
                new Operator(parts, Clock.system(ZoneId.systemDefault()), parts.version(), JsonProvider.provider()),
                threadIo,
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** @param log where goes what is written to the standard streams while a command works */
    OperatorService(Operator operator, ThreadIO threadIo, PrintStream log) {
        this.operator = operator;
        this.threadIo = threadIo;
        this.log = log;
    }

    /** A command with its words. */
    interface Task {
        void run(Operator operator, PrintStream out);
    }

    /**
     * Runs a command and prints its output on the caller's standard output. What the log writes on the caller's thread meanwhile
     * stays out of it: a program may be reading JSON.
     */
    void run(Task task) {
        run(operator, task, System.out);
    }

    /** Runs a command of a caller who may name only harmless files, and prints its output. */
    public void runConfined(Verb verb, List<String> operands, PrintStream out) {
        run(operator.confined(), (by, print) -> verb.run(by, operands, print), out);
    }

    private void run(Operator by, Task task, PrintStream out) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        threadIo.setStreams(InputStream.nullInputStream(), log, log);
        try {
            task.run(by, new PrintStream(output, true, StandardCharsets.UTF_8));
        } finally {
            threadIo.close();
            out.print(output.toString(StandardCharsets.UTF_8));
        }
    }
}
