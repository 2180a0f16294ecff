// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The home's configuration for the Configurator. It refuses a file that does not say name and version of its own; what is left
 * out of a file by hand is therefore put into a copy of it.
 *
 * @param urls the files' addresses, separated by commas
 * @param contents a line for each configuration: its file, a blank, its PID
 */
record ConfigurationFiles(String urls, String contents) {
    private static final String NAME = "\":configurator:symbolic-name\"";
    private static final String VERSION = "\":configurator:version\"";

    /** Refuses to go on with a file that is not what it should be: a system without its settings is another one. */
    static ConfigurationFiles of(Home home) throws IOException, LaunchException {
        List<String> urls = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (Path file : home.configurations()) {
            String text = text(file);
            ConfigurationText read = read(file, text);
            urls.add(complete(file, text, read.plain(), home).toUri().toString());
            String name = "etc/" + file.getFileName();
            read.pids().forEach(pid -> contents.add(name.replace(' ', '_') + " " + pid));
        }
        return new ConfigurationFiles(String.join(",", urls), String.join("\n", contents));
    }

    private static String text(Path file) throws IOException, LaunchException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw refused(file + " is not UTF-8", e);
        }
    }

    private static ConfigurationText read(Path file, String text) throws LaunchException {
        try {
            return ConfigurationText.of(text);
        } catch (MalformedException e) {
            throw refused(file + " " + e.getMessage(), e);
        }
    }

    private static LaunchException refused(String what, Exception cause) {
        LaunchException refused = new LaunchException(what, "nothing was started; correct the file, or take it away");
        refused.initCause(cause);
        return refused;
    }

    private static Path complete(Path file, String text, String plain, Home home) throws IOException {
        String name = file.getFileName().toString();
        String whole = complete(plain, name.substring(0, name.length() - ".json".length()));
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
