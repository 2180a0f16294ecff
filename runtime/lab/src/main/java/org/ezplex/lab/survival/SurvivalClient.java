// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.time.Duration;
import java.util.List;
import org.ezplex.lab.Dialogue;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.client.Kind;

/** The client of a round, in a process of its own on a host of the lab. */
public final class SurvivalClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMillis(500);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Dialogue dialogue;
    private int failed;

    /**
     * The longest times in which nothing went well, in milliseconds.
     *
     * @param newConnections without a new connection served
     * @param opened without a new connection that a server's kernel took, be its process served or not
     * @param answers without an answer on any held connection while one waited for it
     */
    public record Gap(double newConnections, double opened, double answers) {}

    /**
     * What the client says after a check.
     *
     * @param held each connection it held
     * @param served new connections that were answered
     * @param reset new connections that were reset
     * @param lost new connections that nobody answered
     * @param failures the first of those that were reset or not answered
     */
    public record Report(List<HeldReport> held, long served, long reset, long lost, List<FailedProbe> failures) {}

    /** Starts it. */
    public SurvivalClient(LabHost host, String address, int port) {
        dialogue = host.startDialogue(
                "survival-client-" + System.nanoTime(),
                "org.ezplex.lab.client.SurvivalClientMain",
                address,
                Integer.toString(port));
    }

    /** From now on a new short connection each few milliseconds. */
    public void probe() {
        ask("probe", "probing");
    }

    /** Connects until there are {@code number} of that kind, each doing what its kind does. */
    public void fill(Kind kind, int number) {
        String[] words = ask("fill " + kind + " " + number, "filled").split(" ", -1);
        if (Integer.parseInt(words[2]) != number) {
            throw new LabException(
                    "only " + words[2] + " of " + number + " connections (" + kind.text() + ") could be made");
        }
        failed += Integer.parseInt(words[3]);
    }

    /** How many could not be made at the first try, since this was last asked. */
    int failed() {
        int count = failed;
        failed = 0;
        return count;
    }

    /** From here on waits are measured. */
    public void begin() {
        ask("begin", "begun");
    }

    /** Waits until new connections have been served without a pause for a while. @return false if that did not come */
    public boolean steady(long from, Duration limit) {
        String command = "steady " + from + " " + STEADY.toMillis() + " " + limit.toMillis();
        List<String> answer = dialogue.ask(command, "steady", limit.plus(PATIENCE));
        return answer.get(answer.size() - 1).endsWith("true");
    }

    /** The longest times in which nothing went well between two moments of System.nanoTime. */
    public Gap gap(long from, long until) {
        String[] words = ask("gap " + from + " " + until, "gap").split(" ", -1);
        return new Gap(millis(words[1]), millis(words[2]), millis(words[3]));
    }

    private static double millis(String nanos) {
        return Long.parseLong(nanos) / NANOS_PER_MILLI;
    }

    /** Each connection has to show that it goes on. */
    public Report check(Duration limit) {
        List<String> lines = dialogue.ask("check " + limit.toMillis(), "probes", limit.plus(PATIENCE));
        String[] probes = lines.get(lines.size() - 1).split(" ", -1);
        return new Report(
                lines.stream()
                        .filter(line -> line.startsWith("connection "))
                        .map(HeldReport::parse)
                        .toList(),
                Long.parseLong(probes[1]),
                Long.parseLong(probes[2]),
                Long.parseLong(probes[3]),
                lines.stream()
                        .filter(line -> line.startsWith("failed "))
                        .map(FailedProbe::parse)
                        .toList());
    }

    /** Ends all connections. */
    public void drop() {
        ask("drop", "dropped");
    }

    private String ask(String command, String last) {
        List<String> answer = dialogue.ask(command, last, PATIENCE);
        return answer.get(answer.size() - 1);
    }

    @Override
    public void close() {
        dialogue.close();
    }
}
