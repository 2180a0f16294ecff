// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.Profile;
import org.ezplex.profile.provider.text.ProfileText;

/** Reads profiles: files with what they include, and what was written of a profile that was in force. */
final class ProfileReader {
    private final Path home;
    private final Map<String, String> symbols;

    /**
     * @param home the folder that the operator's names are relative to
     * @param symbols static system symbols with their values
     */
    ProfileReader(Path home, Map<String, String> symbols) {
        this.home = home;
        this.symbols = Map.copyOf(symbols);
    }

    /**
     * What became of a file.
     *
     * @param outcome the profile and the messages
     * @param sources the texts that were read, by name
     */
    record Read(ProfileCompiler.Outcome outcome, Map<String, String> sources) {
        Compilation compilation() {
            return outcome.compilation();
        }
    }

    /** Reads {@code file} on top of {@code base}. Throws if {@code file} itself cannot be read. */
    Read file(Profile base, String file) throws IOException {
        ReadFiles files = new ReadFiles(new FileSources(home), home);
        return new Read(new ProfileCompiler(files, symbols).compile(base, file), files.texts());
    }

    /** What {@code file} is called in the history. */
    String shown(String file) {
        return ReadFiles.shown(home, file);
    }

    /** Reads statements that were written of a profile, whose symbols were substituted then. {@code name} is for messages. */
    static Compilation written(Profile base, List<String> statements, String name) {
        Sources text = new Sources() {
            @Override
            public String locate(String from, String file) {
                return file;
            }

            @Override
            public String read(String file) throws IOException {
                if (!file.equals(name)) {
                    throw new FileNotFoundException("A SNAPSHOT INCLUDES NOTHING");
                }
                return String.join("\n", statements);
            }
        };
        try {
            return new ProfileCompiler(text, Map.of()).compile(base, name).compilation();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@code text} comes to {@code profile}: not everything that can be in force can be coded at once. */
    static boolean comesTo(ProfileText text, Profile profile) {
        Compilation again = written(Profile.EMPTY, text.lines(), "");
        return again.clean() && again.profile().equals(profile);
    }

    /** What is left of {@code running} where all statements are taken back while the stack runs. */
    static Profile bare(Profile running) {
        IpConfig config = running.ipConfig();
        IpConfig bare = new IpConfig(
                config.dynamicXcf(),
                config.dynamicXcf6(),
                config.xcfCostMetric(),
                false,
                true,
                false,
                Optional.empty(),
                false);
        return new Profile(List.of(), List.of(), bare);
    }
}
