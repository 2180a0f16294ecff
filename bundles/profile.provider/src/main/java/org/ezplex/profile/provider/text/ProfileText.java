// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import java.util.List;
import org.ezplex.profile.Profile;

/**
 * A profile as the statements that a stack without one would have to read to come to it. Files tell only what was added when; this
 * tells what holds. What a statement names is written before it; a password is not kept in a profile and so not written.
 *
 * @param lines one for each statement, but for indented ones, which go on with it
 * @param statements how many there are
 */
public record ProfileText(List<String> lines, int statements) {
    /** Copies the list. */
    public ProfileText {
        lines = List.copyOf(lines);
    }

    /** All of {@code profile}. The same profile is always written the same. */
    public static ProfileText of(Profile profile) {
        Writing writing = new Writing();
        // HOME may not name the dynamic XCF address once that is known, but may before.
        new LinksText(writing).write(profile.links());
        new OptionsText(writing).write(profile);
        new VipaText(writing).write(profile);
        new ListsText(writing).write(profile);
        return writing.text();
    }
}
