// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The home's configuration for the Configurator. It refuses a file that does not say name and version of its own; what is left
 * out of a file by hand is therefore put into a copy of it.
 */
final class ConfigurationFiles {
    private static final String NAME = "\":configurator:symbolic-name\"";
    private static final String VERSION = "\":configurator:version\"";

    private ConfigurationFiles() {}

    /** The files' addresses, separated by commas. */
    static String urls(Home home) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : home.configurations()) {
            files.add(complete(file, home));
        }
        return files.stream().map(f -> f.toUri().toString()).collect(Collectors.joining(","));
    }

    private static Path complete(Path file, Home home) throws IOException {
        String name = file.getFileName().toString();
        String text = Files.readString(file);
        String whole = complete(text, name.substring(0, name.length() - ".json".length()));
        if (whole.equals(text)) {
            return file;
        }
        Path folder = Files.createDirectories(home.scratch().resolve("configuration"));
        return Files.writeString(folder.resolve(name), whole);
    }

    static String complete(String text, String name) {
        String missing = (text.contains(NAME) ? "" : NAME + ":\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\",")
                + (text.contains(VERSION) ? "" : VERSION + ":\"1.0.0\",");
        int brace = text.indexOf('{');
        if (missing.isEmpty() || brace < 0) {
            return text;
        }
        String rest = text.substring(brace + 1);
        boolean nothingFollows = rest.stripLeading().startsWith("}");
        return text.substring(0, brace + 1)
                + (nothingFollows ? missing.substring(0, missing.length() - 1) : missing)
                + rest;
    }
}
