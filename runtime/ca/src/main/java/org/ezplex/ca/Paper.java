// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.util.LinkedHashMap;
import java.util.Map;

/** The head of a request or an answer: its title, then lines {@code name: value}, down to the first PEM block. */
final class Paper {
    private final Map<String, String> lines = new LinkedHashMap<>();
    private final String title;

    Paper(String title) {
        this.title = title;
    }

    Paper with(String name, String value) {
        lines.put(name, value);
        return this;
    }

    static Paper parse(String title, String text) throws RefusedException {
        Paper paper = new Paper(title);
        String[] all = text.split("\r?\n", -1);
        if (!all[0].equals(title)) {
            throw new RefusedException("that file is no " + title, "give the right one");
        }
        for (int i = 1; i < all.length && !all[i].startsWith("-----BEGIN"); i++) {
            int colon = all[i].indexOf(": ");
            if (colon > 0) {
                paper.with(
                        all[i].substring(0, colon), all[i].substring(colon + 2).strip());
            }
        }
        return paper;
    }

    String value(String name) throws RefusedException {
        String value = lines.get(name);
        if (value == null) {
            throw new RefusedException("the " + title + " has no line " + name, "make it again");
        }
        return value;
    }

    String text() {
        StringBuilder text = new StringBuilder(title).append('\n');
        lines.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
