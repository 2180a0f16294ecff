// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.ezplex.profile.provider.text.ProfileText;

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
        Compilation compilation = compile(base, "MAIN", symbols);
        if (compilation.clean()) {
            assertReadsAgain(compilation.profile());
        }
        return compilation;
    }

    /** What is written of a profile comes to that profile: looked at for all that any test compiles. */
    private void assertReadsAgain(Profile profile) {
        ProfileText text = ProfileText.of(profile);
        // What looks like a symbol that is not there cannot be written so that it does not.
        if (text.lines().stream().anyMatch(line -> line.contains("&"))) {
            return;
        }
        file("WRITTEN", text.lines().toArray(String[]::new));
        Compilation again = compile(Profile.EMPTY, "WRITTEN", Map.of());
        assertThat(again.profile()).as("%s", text).isEqualTo(profile);
        assertThat(again.clean()).as("%s", again.diagnostics()).isTrue();
    }

    private Compilation compile(Profile onto, String file, Map<String, String> values) {
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
            return new ProfileCompiler(sources, values).compile(onto, file).compilation();
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
