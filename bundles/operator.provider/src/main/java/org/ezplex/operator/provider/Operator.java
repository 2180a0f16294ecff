// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import jakarta.json.spi.JsonProvider;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;

/** Does what a command says and prints what comes of it. */
final class Operator {
    private final Parts parts;
    private final Clock clock;
    private final String version;
    private final JsonProvider json;
    private final OperandFiles files;

    /**
     * @param parts what commands ask
     * @param clock for the time in headings, with the zone to show it in
     * @param version of the product
     * @param json writes JSON
     */
    Operator(Parts parts, Clock clock, String version, JsonProvider json) {
        this(parts, clock, version, json, false);
    }

    private Operator(Parts parts, Clock clock, String version, JsonProvider json, boolean confined) {
        this.parts = parts;
        this.clock = clock;
        this.version = version;
        this.json = json;
        this.files = new OperandFiles(parts.image().home(), confined);
    }

    /** One that does the same for a caller who may not have every file of the host read. */
    Operator confined() {
        return new Operator(parts, clock, version, json, true);
    }

    void netstat(List<String> words, PrintStream out) {
        if (Usage.wanted(words)) {
            out.print("Usage: " + Usage.NETSTAT + "\n" + NetstatReport.list());
            return;
        }
        print(new Netstat(parts).run(words, heading()), out);
    }

    void display(List<String> words, PrintStream out) {
        if (Usage.wanted(words)) {
            out.println("Usage: " + Usage.DISPLAY);
            return;
        }
        print(new Display(parts).run(words, heading()), out);
    }

    void vary(List<String> words, PrintStream out) {
        if (Usage.wanted(words)) {
            out.println("Usage: " + Usage.VARY);
            return;
        }
        Vary.Outcome outcome = new Vary(parts, files).run(words);
        out.print(outcome.text());
        if (!outcome.clean()) {
            throw CommandFailure.failed(
                    "THE FILE HAS ERRORS", "correct what the messages above name and enter the command again");
        }
    }

    void upgrade(List<String> words, PrintStream out) {
        if (Usage.wanted(words)) {
            out.println("Usage: " + Usage.UPGRADE);
            return;
        }
        print(new Upgrade(parts, files).run(words, heading()), out);
    }

    void mvs(List<String> words, PrintStream out) {
        if (Usage.wanted(words)) {
            out.println("Usage: " + Usage.MVS);
            return;
        }
        List<String> translated = new MvsSyntax(parts.image().tcpname()).translate(String.join(" ", words));
        List<String> operands = translated.subList(1, translated.size());
        switch (translated.get(0)) {
            case "netstat" -> netstat(operands, out);
            case "display" -> display(operands, out);
            case "vary" -> vary(operands, out);
            default -> throw new IllegalStateException("no function " + translated.get(0));
        }
    }

    private void print(Netstat.Answer answer, PrintStream out) {
        out.print(
                answer.json()
                        ? new Json(json).write(answer.report().data())
                        : answer.report().text());
    }

    private Heading heading() {
        return new Heading(
                version, parts.image().sysname(), parts.image().tcpname(), LocalDateTime.now(clock), clock.getZone());
    }
}
