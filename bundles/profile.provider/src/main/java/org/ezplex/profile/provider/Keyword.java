// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

/**
 * A keyword spelt as in a syntax diagram: the leading part without lower case is the shortest form, longer ones are accepted.
 * {@code VIPADISTribute} is VIPADIST, VIPADISTR and so on.
 */
record Keyword(String name, int shortest) {
    static Keyword of(String spelt) {
        int shortest = 0;
        while (shortest < spelt.length() && !Character.isLowerCase(spelt.charAt(shortest))) {
            shortest++;
        }
        return new Keyword(spelt.toUpperCase(java.util.Locale.ROOT), shortest);
    }

    /** Whether {@code word}, in upper case, is this keyword or an abbreviation of it. */
    boolean matches(String word) {
        return word.length() >= shortest && name.startsWith(word);
    }

    @Override
    public String toString() {
        return name;
    }
}
