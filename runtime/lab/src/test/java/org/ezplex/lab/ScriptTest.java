// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script {@code ezplex} knows of the lab's options, in a repository that has not been built and finds nothing to build with. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("..", "..", "ezplex");
    private static final int WRONG_USAGE = 2;

    @TempDir
    private Path folder;

    /** All that the script may run: nothing that installs or builds. */
    private Path programs;

    private String output = "";

    @BeforeEach
    void makeRepository() throws IOException {
        Files.copy(SCRIPT, folder.resolve("ezplex"));
        Files.createFile(folder.resolve("pom.xml"));
        programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : List.of("dirname", "readlink")) {
            Path program =
                    Files.writeString(programs.resolve(name), "#!/bin/bash\nexec /usr/bin/" + name + " \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --badoption",
                "demo --once --systems 3",
                "lab up --frob",
                "bench --quick",
                "bench survival --minutes 3",
                "bench patience --quick",
                "bench upgrades --quick",
                "bench micro --quick"
            })
    void anUnknownOptionIsToldBeforeAnythingIsBuilt(String line) throws Exception {
        assertThat(run("ezplex", line.split(" ", -1))).isEqualTo(WRONG_USAGE);
        assertThat(output).startsWith("ezplex: unknown option --").contains("see ./ezplex " + line.split(" ", -1)[0]);
    }

    @Test
    void anOptionWithoutItsValueIsToldBeforeAnythingIsBuilt() throws Exception {
        assertThat(run("ezplex", "demo", "--adapter")).isEqualTo(WRONG_USAGE);
        assertThat(output).startsWith("ezplex: --adapter needs a value");
    }

    @Test
    void aNumberOfForksThatIsNoneIsToldBeforeAnythingIsBuilt() throws Exception {
        assertThat(run("ezplex", "bench", "micro", "--forks", "0")).isEqualTo(WRONG_USAGE);
        assertThat(output).startsWith("ezplex: --forks wants a number from 1 to 9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --once --adapter pcap",
                "lab exec SYS1 --name other -- curl --frob",
                "bench survival --rounds 1 --ipv6",
                "bench micro --forks 2"
            })
    void whatIsRightGoesOnToTheBuild(String line) throws Exception {
        assertThat(run("ezplex", line.split(" ", -1))).isEqualTo(1);
        assertThat(output).doesNotContain("unknown option");
    }

    @Test
    void theScriptKnowsTheOptionsOfThePrograms() throws Exception {
        String script = Files.readString(SCRIPT);
        String functions = script.substring(0, script.lastIndexOf("main \"$@\""));
        Files.writeString(folder.resolve("options"), functions + "lab_options \"$@\"\n");
        assertKnown(DemoCommand.FLAGS, DemoCommand.VALUED, "demo", "--once");
        assertKnown(LabCommand.FLAGS, LabCommand.VALUED, "lab", "up");
        assertKnown(BenchCommand.FLAGS, BenchCommand.VALUED, "bench");
        assertKnown(SurvivalCommand.FLAGS, SurvivalCommand.VALUED, "bench", "survival");
        assertKnown(PatienceCommand.FLAGS, PatienceCommand.VALUED, "bench", "patience");
        assertKnown(UpgradesCommand.FLAGS, UpgradesCommand.VALUED, "bench", "upgrades");
    }

    /** But for help, which the script looks for itself. */
    private void assertKnown(Set<String> flags, Set<String> valued, String... line) throws Exception {
        Set<String> options = new TreeSet<>(flags);
        options.removeAll(Set.of("--help", "-h"));
        valued.forEach(option -> options.add(option + "="));
        run("options", line);
        assertThat(output.strip().split(" ", -1)).containsExactlyInAnyOrderElementsOf(options);
    }

    private int run(String script, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("/bin/bash", folder.resolve(script).toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", programs.toString());
        Process process = builder.start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
