// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system may, as the unit gives it, the document explains it and {@code doctor} looks for it; and where doctor finds secrets. */
class PrivilegeTest {
    private static final Path TOP = Path.of("..", "..");

    @TempDir
    private Path home;

    @Test
    void unitDocumentAndDoctorHaveTheSameCapabilities() throws Exception {
        List<String> unit = List.of(setting("AmbientCapabilities").split(" ", -1));
        assertThat(unit).isNotEmpty();
        assertThat(setting("CapabilityBoundingSet").split(" ", -1)).containsExactlyElementsOf(unit);
        assertThat(Pattern.compile("(?m)^\\| `(CAP_[A-Z_]+)` \\|")
                        .matcher(Files.readString(TOP.resolve("docs/privilege.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(unit);
        assertThat(script("capabilities").lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactlyElementsOf(unit);
    }

    private static String setting(String name) throws IOException {
        return Pattern.compile("(?m)^" + name + "=(.*)$")
                .matcher(Files.readString(TOP.resolve("runtime/appliance/src/dist/dist/ezplex.service")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theNumbersOfTheCapabilitiesAreTheKernels() throws Exception {
        assertThat(script("capabilities").lines().map(line -> line.replaceAll("^(\\S+ \\d+) .*", "$1")))
                .containsExactly("CAP_NET_ADMIN 12", "CAP_NET_RAW 13", "CAP_BPF 39", "CAP_PERFMON 38");
    }

    @Test
    void aSecretThatIsOpenToOthersIsWrong() throws Exception {
        Path key = Files.writeString(Files.createDirectory(home.resolve("etc")).resolve("sysplex.key"), "00");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(script("check_home " + home)).contains("ok     key            " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(script("check_home " + home)).contains("WRONG  key            " + key + " is open to others");
    }

    @Test
    void aSignersKeyOnASystemIsWrong() throws Exception {
        Path trust = Files.createDirectories(home.resolve("etc/trust"));
        Path key = Files.writeString(trust.resolve("signer.key"), "-----BEGIN PRIVATE KEY-----\n");
        assertThat(script("check_home " + home)).contains("WRONG  signer         " + key + " has a private key");
    }

    @Test
    void aSealInAFolderThatOthersMayReplaceIsLacking() throws Exception {
        Files.createFile(Files.createDirectories(home.resolve("etc/trust")).resolveSibling("sealed"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(script("check_home " + home))
                .contains(" is not root's alone: the system itself could take its seal away");
    }

    /** What a function of the script prints. */
    private String script(String call) throws Exception {
        String script = Files.readString(TOP.resolve("ezplex"));
        Path functions = Files.writeString(
                home.resolve("functions"), script.substring(0, script.lastIndexOf("main \"$@\"")) + call + "\n");
        Process process = new ProcessBuilder("/bin/bash", functions.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
