// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.felix.service.threadio.ThreadIO;

/** Enters commands as a person would. */
final class Console {
    private final Operator operator;

    Console(Parts parts) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T18:28:50Z"), ZoneOffset.UTC);
        this.operator = new Operator(parts, clock, "0.1.0", JsonProvider.provider());
    }

    OperatorService service(ThreadIO threadIo, PrintStream log) {
        return new OperatorService(operator, threadIo, log);
    }

    /** What the command prints. */
    String enter(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        enter(line, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    void enter(String line, PrintStream out) {
        String[] all = line.split(" ");
        List<String> words = Arrays.asList(all).subList(1, all.length);
        switch (all[0]) {
            case "netstat" -> operator.netstat(words, out);
            case "display" -> operator.display(words, out);
            case "vary" -> operator.vary(words, out);
            case "upgrade" -> operator.upgrade(words, out);
            case "mvs" -> operator.mvs(words, out);
            default -> throw new IllegalArgumentException(line);
        }
    }
}
