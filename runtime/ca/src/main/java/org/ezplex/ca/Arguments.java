// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line taken apart.
 *
 * @param words what is no option
 * @param options by their names; each has a value
 */
record Arguments(List<String> words, Map<String, String> options) {
    static Arguments parse(List<String> args, Set<String> known) throws UsageException {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            if (!arg.startsWith("--")) {
                words.add(arg);
            } else if (!known.contains(arg)) {
                throw new UsageException("unknown option " + arg);
            } else if (!rest.hasNext()) {
                throw new UsageException(arg + " wants a value");
            } else {
                options.put(arg, rest.next());
            }
        }
        return new Arguments(List.copyOf(words), Map.copyOf(options));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The word at {@code place}, which is {@code what}. */
    String word(int place, String what) throws UsageException {
        if (place >= words.size()) {
            throw new UsageException(what + " is missing");
        }
        return words.get(place);
    }

    void atMost(int wanted) throws UsageException {
        if (words.size() > wanted) {
            throw new UsageException("'" + words.get(wanted) + "' is too much");
        }
    }
}
