// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bundles that are started: those of the level that {@code levels/current} in the home names, if it is whole, else the
 * distribution's. Its signature was looked at when it was applied; who may write in the home may do anything anyway, unless it is sealed:
 * then the {@link Seal} of either is looked at here.
 *
 * @param name the level's version, or {@code distribution}
 * @param bundles the files, and the start level of each as the level has it; 0 where the name of the bundle says it
 * @param refused which level was to be started instead, and why it is not; empty if there is none
 */
record StartedLevel(String name, Map<Path, Integer> bundles, String refused) {
    static final String DISTRIBUTION = "distribution";

    /** By this system property the bundles learn what was started. */
    static final String PROPERTY = "ezplex.level";

    /** By this one, what was not. */
    static final String REFUSED_PROPERTY = "ezplex.level.refused";

    /** Says which it is where there is a choice. */
    static StartedLevel of(Home home) throws IOException, LaunchException {
        Seal seal = Seal.of(home);
        Path levels = home.folder().resolve("levels");
        Path current = levels.resolve("current");
        String version = current.toString();
        String refused = "";
        try {
            version = Files.exists(current) ? firstLine(current) : DISTRIBUTION;
            if (!version.equals(DISTRIBUTION)) {
                StartedLevel level = new StartedLevel(version, whole(levels.resolve(version), version, seal), refused);
                System.err.println("ezplex: level " + version + " from " + levels.resolve(version));
                return level;
            }
        } catch (IOException | RuntimeException e) {
            refused = version + " is not whole (" + StartReport.reason(e) + ")";
            System.err.println("ezplex: level " + refused + "; the distribution's bundles are taken instead");
        }
        Path folder = home.distribution().resolve("bundles");
        return new StartedLevel(
                DISTRIBUTION,
                seal.wanted() ? sealed(folder, seal) : distribution(folder).bundles(),
                refused);
    }

    private static Map<Path, Integer> sealed(Path folder, Seal seal) throws LaunchException {
        try {
            return whole(folder, DISTRIBUTION, seal);
        } catch (IOException | RuntimeException e) {
            LaunchException refused = new LaunchException(
                    "this system is sealed, and the distribution's bundles are not started: " + StartReport.reason(e),
                    "sign them with 'ezplex seal', or take the seal away: /etc/ezplex/sealed, or etc/sealed of the"
                            + " home");
            refused.initCause(e);
            throw refused;
        }
    }

    private static String firstLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException(file + " is empty");
        }
        return lines.get(0);
    }

    static StartedLevel distribution(Path folder) throws IOException, LaunchException {
        Map<Path, Integer> bundles = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            Home.list(folder, ".jar").forEach(jar -> bundles.put(jar, 0));
        }
        if (bundles.isEmpty()) {
            throw new LaunchException(
                    "there are no bundles in " + folder, "unpack the distribution again, or build it");
        }
        return new StartedLevel(DISTRIBUTION, bundles, "");
    }

    /** The files of {@code bundles.list}, which has a line for each: SHA-256, start level, name. Throws if one is not what it says. */
    private static Map<Path, Integer> whole(Path level, String version, Seal seal) throws IOException {
        String list = Files.readString(level.resolve(Seal.LIST));
        seal.check(level, version, list);
        Map<Path, Integer> bundles = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String line : list.lines().toList()) {
            String[] fields = line.split(" ", 3);
            Path file = level.resolve(fields[2]);
            bundles.put(file, Integer.valueOf(fields[1]));
            if (!Files.isRegularFile(file) || !sha256(file).equals(fields[0])) {
                wrong.add(fields[2]);
            }
        }
        if (bundles.isEmpty() || !wrong.isEmpty()) {
            throw new IOException(level + ": " + (wrong.isEmpty() ? "no bundles" : String.join(", ", wrong)));
        }
        return bundles;
    }

    /** The SHA-256 of the bundles of a folder, if it is sealed for {@code version}; they themselves are not looked at. */
    static List<String> vouchedFor(Path folder, String version, Seal seal) throws IOException {
        String list = Files.readString(folder.resolve(Seal.LIST));
        seal.check(folder, version, list);
        return list.lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
