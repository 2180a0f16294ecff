// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed object is what the committed source makes, where the compiler is there that made it. */
class ObjectTest {
    private static final Path OBJECT = Path.of("src/main/resources/org/ezplex/accelerator/provider/accelerator.bpf.o");
    private static final String COMPILER = "clang version 14.";

    @TempDir
    private Path folder;

    @Test
    void theObjectIsWhatItsSourceMakes() throws IOException, InterruptedException {
        assumeThat(output("sh", "-c", "command -v llvm-strip && clang --version"))
                .as("the compiler")
                .contains(COMPILER);
        Path made = folder.resolve("made.o");
        assertThat(output("src/main/bpf/build.sh", made.toString())).isEmpty();
        assertThat(made).hasSameBinaryContentAs(OBJECT);
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
