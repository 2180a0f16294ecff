// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.file.BundleFacts;
import org.ezplex.upgrade.file.LevelManifest;

/**
 * A level's bundles on this host, and what they are.
 *
 * @param level the level
 * @param files the file of each bundle by its name
 * @param bundles what the files say
 */
record LevelFolder(Level level, Map<String, Path> files, List<BundleFacts> bundles) {
    /** Where a bundle is started of which nobody says where: at the level of ours. */
    private static final int EZPLEX = 4;

    /** The bundles in {@code folder}; {@code startLevels} by their symbolic names. */
    static LevelFolder read(Level level, Path folder, Map<String, Integer> startLevels) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        List<BundleFacts> bundles = new ArrayList<>();
        for (Path file : jars(folder)) {
            BundleFacts facts = BundleFacts.of(file, EZPLEX);
            files.put(facts.symbolicName(), file);
            bundles.add(facts.at(startLevels.getOrDefault(facts.symbolicName(), EZPLEX)));
        }
        return new LevelFolder(level, files, bundles);
    }

    /** What is in a package that has been unpacked, or kept. */
    static LevelFolder read(LevelManifest manifest, String signer, Path folder) throws IOException {
        Map<String, Integer> startLevels = new HashMap<>();
        manifest.bundles().forEach(entry -> startLevels.put(entry.symbolicName(), entry.startLevel()));
        Level level = new Level(manifest.name(), manifest.version().toString(), manifest.sysplex(), signer);
        return read(level, folder, startLevels);
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
