// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code ezplex bench micro}. Its argument says how many processes, one after the other, measure each operation. */
public final class Microbench {
    private static final TimeValue ROUND = TimeValue.seconds(1);
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 3;

    private Microbench() {}

    /** Exit status 1 if something that is done for packets allocates. */
    public static void main(String[] arguments) throws RunnerException {
        int forks = Integer.parseInt(arguments[0]);
        List<Measurement> measurements = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            System.err.println("measuring: " + subject);
            for (RunResult result : run(subject, forks)) {
                measurements.add(Measurement.of(subject, result));
            }
        }
        Results results = new Results(measurements);
        System.out.print(results.table());
        System.exit(results.right() ? 0 : 1);
    }

    private static Iterable<RunResult> run(Subject subject, int forks) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(Pattern.quote(subject.benchmarks().getName() + "."))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(forks)
                        .warmupIterations(WARM_UP)
                        .warmupTime(ROUND)
                        .measurementIterations(ROUNDS)
                        .measurementTime(ROUND)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }
}
