// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.profile.provider.text.ProfileText;

/**
 * What is to be kept of a profile that is put in force.
 *
 * @param by what put it in force
 * @param text the statements that say all that is in force
 * @param restorable whether these, read again, come to the same profile
 * @param sources the text of each file it was read from, the one that includes the others first
 * @param messages what was said about the files, with their ids
 * @param errors how many of these are errors
 */
public record Content(
        String by,
        ProfileText text,
        boolean restorable,
        Map<String, String> sources,
        List<String> messages,
        int errors) {
    /** Copies collections, with their order. */
    public Content {
        sources = new LinkedHashMap<>(sources);
        messages = List.copyOf(messages);
    }

    List<String> files() {
        return new ArrayList<>(sources.keySet());
    }
}
