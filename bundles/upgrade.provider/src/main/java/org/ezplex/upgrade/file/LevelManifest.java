// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/**
 * What a package says of itself.
 *
 * @param name what its maker calls the level
 * @param version the level
 * @param sysplex the sysplex it is for; {@code *} for any
 * @param created when it was made
 * @param expires from when on it is not applied any more
 * @param lowest the lowest level that it may be applied to
 * @param bundles the bundles of the level, all of them
 * @param seal base64 of the signer's plain signature over {@link #list} and the version, by which the launcher of a sealed system knows the
 *     level again; empty in packages that were made without
 */
public record LevelManifest(
        String name,
        Version version,
        String sysplex,
        Instant created,
        Instant expires,
        Version lowest,
        List<Entry> bundles,
        String seal) {
    /** Copies the list. */
    public LevelManifest {
        bundles = List.copyOf(bundles);
    }

    /**
     * One bundle.
     *
     * @param symbolicName its symbolic name
     * @param version its version
     * @param file the name of its file
     * @param size in octets
     * @param sha256 of the file, 64 hexadecimal digits in lower case
     * @param startLevel at which it is started, 1 to 99
     */
    public record Entry(String symbolicName, Version version, String file, long size, String sha256, int startLevel) {}

    /** The launcher's {@code bundles.list}: a line for each bundle, SHA-256, start level, file. */
    public String list() {
        return list(bundles);
    }

    /** As {@link #list()}, of bundles that are of no package. */
    public static String list(List<Entry> bundles) {
        return bundles.stream()
                .map(entry -> entry.sha256() + " " + entry.startLevel() + " " + entry.file() + "\n")
                .collect(Collectors.joining());
    }

    /** The same manifest with a seal. */
    public LevelManifest sealedBy(String otherSeal) {
        return new LevelManifest(name, version, sysplex, created, expires, lowest, bundles, otherSeal);
    }
}
