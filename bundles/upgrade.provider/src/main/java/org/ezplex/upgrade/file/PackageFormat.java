// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.util.regex.Pattern;

/**
 * The form of a package, and the bounds that keep one from doing harm before it is known to be good.
 *
 * <pre>
 * zip:  manifest.json   what is in it, first
 *       manifest.p7s    a detached CMS signature over the octets of manifest.json, second
 *       NAME.jar ...    the bundles that the manifest lists, in any order, and nothing else
 * </pre>
 */
public final class PackageFormat {
    /** The first entry. */
    public static final String MANIFEST = "manifest.json";

    /** The second entry. */
    public static final String SIGNATURE = "manifest.p7s";

    /** The number of the form, in the manifest. */
    static final int NUMBER = 1;

    static final long MOST_OCTETS = 256L << 20;
    static final long MOST_OCTETS_OF_A_BUNDLE = 64L << 20;
    static final int MOST_OCTETS_OF_THE_MANIFEST = 1 << 20;
    static final int MOST_OCTETS_OF_THE_SIGNATURE = 64 << 10;
    static final int MOST_BUNDLES = 500;
    static final int MOST_DEPTH = 8;

    /** Names of files that are names in one folder, whatever the host makes of them. */
    static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.jar");

    static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9._-]{1,120}");
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._ -]{1,60}");
    static final Pattern SYSPLEX = Pattern.compile("\\*|[A-Z0-9@#$]{1,8}");
    static final Pattern SEAL = Pattern.compile("[A-Za-z0-9+/=]{0,4000}");
    static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private PackageFormat() {}

    /** What a stranger wrote, fit for a line of a log. */
    static String printable(String text) {
        String line = text.replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }
}
