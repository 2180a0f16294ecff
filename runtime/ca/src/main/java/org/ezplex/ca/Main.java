// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ezplex.trust.UntrustedException;

/** The entry point. Exit status: 0 it did what it said, 1 it failed and has changed nothing, 2 wrong usage. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    /** Does what the command line says: {@code ca ...} or {@code enrol ...}. */
    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), Clock.systemUTC(), System.in, System.out, System.err));
    }

    /**
     * Does what {@code args} say, {@code ca ...} or {@code enrol ...}, at the time of {@code clock}. Any thread.
     *
     * @return the exit status
     */
    public static int run(List<String> args, InstantSource clock, InputStream in, PrintStream out, PrintStream err) {
        boolean ca = !args.isEmpty() && args.get(0).equals("ca");
        String usage = ca ? CaCommand.USAGE : EnrolCommand.USAGE;
        List<String> rest = args.subList(Math.min(1, args.size()), args.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            out.print(usage);
            return 0;
        }
        try {
            if (ca) {
                CaCommand.run(rest, clock, out);
            } else {
                EnrolCommand.run(rest, clock, in, out);
            }
            return 0;
        } catch (UsageException e) {
            err.print("ezplex: " + e.getMessage() + "\n" + usage);
            return WRONG_USAGE;
        } catch (RefusedException e) {
            return failed(err, e.getMessage(), e.cure());
        } catch (UntrustedException e) {
            return failed(err, e.getMessage().toLowerCase(Locale.ROOT), "look at that file");
        } catch (IOException e) {
            return failed(err, String.valueOf(e), "see that it is there, and that this user may read and write it");
        }
    }

    private static int failed(PrintStream err, String reason, String cure) {
        err.println("ezplex: " + reason + "\n        " + cure);
        return FAILED;
    }
}
