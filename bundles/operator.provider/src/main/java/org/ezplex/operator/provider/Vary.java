// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;

/** VARY: finds who does what is asked for. */
final class Vary {
    private final Parts parts;
    private final OperandFiles files;

    Vary(Parts parts, OperandFiles files) {
        this.parts = parts;
        this.files = files;
    }

    /**
     * What a VARY has to say.
     *
     * @param text all its lines
     * @param clean whether it did what it said
     */
    record Outcome(String text, boolean clean) {}

    Outcome run(List<String> entered) {
        Words words = new Words(entered, "USAGE: " + Usage.VARY);
        if (words.take("SYSPLEX", 3)) {
            return new VarySysplex(parts).run(words);
        }
        if (words.take("OBEYFILE", 4)) {
            return new VaryProfile(parts, files).obey(words);
        }
        if (words.take("SYNTAXCHECK", 4)) {
            return new VaryProfile(parts, files).syntaxCheck(words);
        }
        if (words.take("PROFILE", 4)) {
            return new VaryProfile(parts, files).profile(words);
        }
        if (words.take("CONFIRM", 4)) {
            return new VaryProfile(parts, files).confirm(words);
        }
        if (words.take("XCF", 3)) {
            return new VaryXcf(parts).run(words);
        }
        throw words.unknown(words.next("SYSPLEX, OBEYFILE, SYNTAXCHECK, PROFILE, CONFIRM OR XCF"));
    }
}
