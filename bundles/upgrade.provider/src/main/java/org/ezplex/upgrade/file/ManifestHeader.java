// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A header of a bundle's manifest that is a list of clauses: {@code a;b;attribute=value;directive:="value",c}. */
final class ManifestHeader {
    private ManifestHeader() {}

    /**
     * A clause.
     *
     * @param paths what it is about
     * @param parameters attributes by name, directives by name and colon
     */
    record Clause(List<String> paths, Map<String, String> parameters) {}

    /** @param header null where there is none */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String clause : split(header == null ? "" : header, ',')) {
            List<String> paths = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    paths.add(part);
                } else {
                    parameters.put(part.substring(0, equals).strip(), unquoted(part.substring(equals + 1)));
                }
            }
            clauses.add(new Clause(List.copyOf(paths), Map.copyOf(parameters)));
        }
        return clauses;
    }

    /** The parts that are not empty; what is in quotes separates nothing. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && text.charAt(i) == '"') {
                quoted = !quoted;
            }
            if (end || (!quoted && text.charAt(i) == separator)) {
                String part = text.substring(begin, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                begin = i + 1;
            }
        }
        return parts;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
