// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sources that remember what was read of them, in order, by names relative to the home folder where they are in it. */
final class ReadFiles implements Sources {
    private final Sources sources;
    private final Path home;
    private final Map<String, String> texts = new LinkedHashMap<>();

    ReadFiles(Sources sources, Path home) {
        this.sources = sources;
        this.home = home;
    }

    @Override
    public String locate(String from, String name) {
        return sources.locate(from, name);
    }

    @Override
    public String read(String located) throws IOException {
        String text = sources.read(located);
        texts.put(shown(home, located), text);
        return text;
    }

    Map<String, String> texts() {
        return texts;
    }

    /** What {@code file} is called where people read it. */
    static String shown(Path home, String file) {
        try {
            Path path = Path.of(file);
            return Token.safe(path.startsWith(home) ? home.relativize(path).toString() : file);
        } catch (InvalidPathException e) {
            return Token.safe(file);
        }
    }
}
