// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.ezplex.profile.Profile;

/** Compiles texts in memory. */
final class Compile {
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, String> symbols = new HashMap<>(
            Map.of("SYSNAME", "SYS1", "SYSCLONE", "01", "SYSPLEX", "PLEX1", "HOST", "11", "LONG", "ABCDEF"));
    private Profile base = Profile.EMPTY;

    static Compilation text(String... lines) {
        return new Compile().of(lines);
    }

    /** The lines between VIPADYNAMIC and ENDVIPADYNAMIC; the first of them is line 2. */
    static Compilation block(String... lines) {
        return new Compile().ofBlock(lines);
    }

    Compile on(Profile profile) {
        base = profile;
        return this;
    }

    Compile file(String name, String... lines) {
        files.put(name, String.join("\n", lines));
        return this;
    }

    Compilation ofBlock(String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add(0, "VIPADYNAMIC");
        all.add("ENDVIPADYNAMIC");
        return of(all.toArray(String[]::new));
    }

    Compilation of(String... lines) {
        file("MAIN", lines);
        Sources sources = new Sources() {
            @Override
            public String locate(String from, String name) {
                return name;
            }

            @Override
            public String read(String located) throws IOException {
                String text = files.get(located);
                if (text == null) {
                    throw new FileNotFoundException("NO SUCH FILE");
                }
                return text;
            }
        };
        try {
            return new ProfileCompiler(sources, symbols).compile(base, "MAIN").compilation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code id line:column token} of each message. */
    static List<String> messages(Compilation compilation) {
        return compilation.diagnostics().stream().map(Compile::brief).toList();
    }

    /** The same without messages that are only informational or about what is missing elsewhere. */
    static List<String> errors(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(d -> d.message().severity() == org.ezplex.system.Severity.ERROR)
                .map(Compile::brief)
                .toList();
    }

    private static String brief(Diagnostic d) {
        return d.message() + " " + d.line() + ":" + d.column() + " " + d.token();
    }
}
