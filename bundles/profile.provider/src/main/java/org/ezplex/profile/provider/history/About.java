// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.ezplex.profile.Snapshot;

/**
 * The file {@code about} of a snapshot, as properties. Its number is the name of its folder.
 *
 * @param snapshot what it is
 * @param digests the SHA-256 of each of its other files, by name
 */
record About(Snapshot snapshot, Map<String, String> digests) {
    private static final String TIME = "time";
    private static final String BY = "by";
    private static final String FILE = "file.";
    private static final String STATEMENTS = "statements";
    private static final String ERRORS = "errors";
    private static final String RESTORABLE = "restorable";
    private static final String DIGEST = "sha256.";

    String text() throws IOException {
        Properties properties = new Properties();
        properties.setProperty(TIME, snapshot.time().toString());
        properties.setProperty(BY, snapshot.by());
        for (int i = 0; i < snapshot.files().size(); i++) {
            properties.setProperty(FILE + (i + 1), snapshot.files().get(i));
        }
        properties.setProperty(STATEMENTS, Integer.toString(snapshot.statements()));
        properties.setProperty(ERRORS, Integer.toString(snapshot.errors()));
        properties.setProperty(RESTORABLE, Boolean.toString(snapshot.restorable()));
        digests.forEach((file, digest) -> properties.setProperty(DIGEST + file, digest));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    /** Throws if {@code text} was not written here. */
    static About parse(int number, String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            List<String> files = new ArrayList<>();
            for (int i = 1; properties.containsKey(FILE + i); i++) {
                files.add(properties.getProperty(FILE + i));
            }
            Map<String, String> digests = new TreeMap<>();
            for (String name : properties.stringPropertyNames()) {
                if (name.startsWith(DIGEST)) {
                    digests.put(file(name.substring(DIGEST.length())), properties.getProperty(name));
                }
            }
            Snapshot snapshot = new Snapshot(
                    number,
                    Instant.parse(needed(properties, TIME)),
                    needed(properties, BY),
                    files,
                    Integer.parseInt(needed(properties, STATEMENTS)),
                    Integer.parseInt(needed(properties, ERRORS)),
                    Boolean.parseBoolean(needed(properties, RESTORABLE)));
            return new About(snapshot, digests);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(e);
        }
    }

    private static String file(String name) throws IOException {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IOException(name + " IS NO FILE OF A SNAPSHOT");
        }
        return name;
    }

    private static String needed(Properties properties, String name) throws IOException {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IOException(name + " IS MISSING");
        }
        return value;
    }
}
