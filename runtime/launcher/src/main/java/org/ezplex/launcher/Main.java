// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleException;

/** The entry point of a system. Exit status: 0 it ran and was told to stop, 1 it could not start, 2 wrong usage. */
public final class Main {
    private Main() {}

    /** Runs a system until it is told to stop. */
    public static void main(String[] args) throws InterruptedException {
        AtomicInteger status = new AtomicInteger();
        try {
            Path distribution = distribution();
            Options options = Options.parse(Arrays.asList(args), distribution, terminal());
            if (options.help()) {
                System.out.print(Options.USAGE);
                return;
            }
            run(options, distribution, status);
        } catch (UsageException e) {
            System.err.print("ezplex: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
        } catch (LaunchException e) {
            System.err.println("ezplex: " + e.getMessage() + "\n        " + e.cure());
            fail(status);
        } catch (BundleException | IOException | URISyntaxException e) {
            System.err.println("ezplex: the system cannot be started: " + StartReport.reason(e));
            fail(status);
        }
    }

    /** What stops the system on the way out knows the status by this: it ends the process itself. */
    private static void fail(AtomicInteger status) {
        status.set(1);
        System.exit(1);
    }

    /** Whether standard input is a terminal. From Java 22 on, a console object says nothing about that. */
    private static boolean terminal() {
        try {
            Path input = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            return input.startsWith("/dev/pts") || input.toString().startsWith("/dev/tty") || input.endsWith("console");
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(Options options, Path distribution, AtomicInteger status)
            throws BundleException, InterruptedException, IOException, LaunchException {
        Home home = Home.of(options.home(), distribution);
        PidFile pid = home.writable() ? PidFile.take(home.scratch().resolve("ezplex.pid")) : null;
        FrameworkSettings.applySystemProperties(home, options.interactive());
        AtomicReference<Launcher> launcher = new AtomicReference<>(launcher(home, options));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> end(launcher.get(), home, pid, status.get()), "ezplex-stop"));
        while (runs(launcher.get(), home)) {
            launcher.set(launcher(home, options));
        }
        System.exit(0);
    }

    private static Launcher launcher(Home home, Options options) throws IOException, LaunchException {
        return new Launcher(FrameworkSettings.of(home, options.interactive()), home);
    }

    /** Runs the level that is in force. Whether another one is to be started in its place. */
    private static boolean runs(Launcher launcher, Home home)
            throws BundleException, InterruptedException, IOException, LaunchException {
        FrameworkSettings.requireSameSeal(home);
        StartedLevel level = StartedLevel.of(home);
        System.setProperty(StartedLevel.PROPERTY, level.name());
        System.setProperty(StartedLevel.REFUSED_PROPERTY, level.refused());
        Trial trial = new Trial(home);
        if (trial.failedBefore(level.name())) {
            return true;
        }
        int problems = launcher.start(level);
        if (problems > 0 && trial.fails(level.name())) {
            launcher.stop();
            return true;
        }
        launcher.announce();
        return launcher.await();
    }

    /**
     * The way out for every cause: a signal, exit from the console, the framework's own end. A signal would make the exit
     * status 143 although the system did what it was told, so the process ends here, when all is done.
     */
    private static void end(Launcher launcher, Home home, PidFile pid, int wanted) {
        int status = 1;
        try {
            boolean stopped = launcher.stop();
            status = stopped ? wanted : 1;
            if (!stopped) {
                System.err.println("ezplex: some bundles did not stop in time; the process ends without them");
            }
            NativeFolder.emptied(home);
            if (pid != null) {
                pid.close();
            }
        } catch (BundleException | IOException e) {
            System.err.println("ezplex: while stopping: " + StartReport.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    /** The folder above the one with this jar. */
    private static Path distribution() throws URISyntaxException {
        String given = System.getProperty("ezplex.distribution");
        if (given != null) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return jar.getParent().getParent();
    }
}
