// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;

/** The compiler as a function: a profile in force, a file, where files are and the symbols, to a profile and messages. */
final class ProfileCompiler {
    private final Sources sources;
    private final Map<String, String> symbols;

    ProfileCompiler(Sources sources, Map<String, String> symbols) {
        this.sources = sources;
        this.symbols = Map.copyOf(symbols);
    }

    /** Reads {@code file} on top of {@code base}. Throws if {@code file} itself cannot be read. */
    Outcome compile(Profile base, String file) throws IOException {
        Diagnostics diagnostics = new Diagnostics(file);
        List<Token> tokens = new TokenReader(sources, new Symbols(symbols), diagnostics).read(file);
        Draft draft = new Draft(base);
        new ProfileParser(new Args(tokens), diagnostics, draft).parse();
        new FinalChecks(draft, diagnostics).run();
        List<Diagnostics.Entry> entries = diagnostics.entries();
        Compilation compilation = new Compilation(
                draft.profile(),
                entries.stream().map(Diagnostics.Entry::diagnostic).toList());
        return new Outcome(compilation, entries);
    }

    /** A compilation, and its messages in a form that can be issued. */
    record Outcome(Compilation compilation, List<Diagnostics.Entry> entries) {}
}
