// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void fromAnAuthorityToARevokedSystem() throws Exception {
        String dir = folder.resolve("ca").toString();
        String home = folder.resolve("home").toString();
        String request = folder.resolve("request").toString();
        assertThat(run("ca", "create", "PLEX1", "--dir", dir)).as(err()).isZero();
        assertThat(run("ca", "token", "SYS1", "--dir", dir, "--hours", "1")).isZero();
        String token = out().strip();
        assertThat(run("enrol", "request", "--token", token, request, "--home", home))
                .as(err())
                .isZero();
        assertThat(run("ca", "sign", request, "--dir", dir)).as(err()).isZero();
        assertThat(run("enrol", "install", request + ".answer", "--home", home))
                .as(err())
                .isZero();
        assertThat(out()).isEqualTo("this is SYS1, until 2031-01-01T00:00:00Z\n");

        assertThat(run("ca", "sign", request, "--dir", dir)).isEqualTo(1);
        assertThat(err()).isEqualTo("ezplex: the token was spent already\n        make another: ezplex ca token SYS\n");

        assertThat(run("ca", "revoke", "SYS1", "--dir", dir)).as(err()).isZero();
        assertThat(out())
                .isEqualTo("1 certificate(s) of SYS1 revoked; now put the list on a system that runs:"
                        + " ezplex ca crl HOME/etc/pki/ca.crl\n");
        assertThat(run("ca", "token", "SYS2", "--dir", dir)).isZero();
        assertThat(run("ca", "revoke", "SYS2", "--dir", dir)).as(err()).isZero();
        assertThat(out()).isEqualTo("1 token(s) of SYS2 cancelled\n");
        Path pki = Path.of(home, "etc", "pki");
        assertThat(run("ca", "crl", pki.resolve("ca.crl").toString(), "--dir", dir))
                .isZero();
        assertThat(Identity.read(pki).refusal("SYS1", NOW)).contains(Refusal.REVOKED);
        assertThat(run("ca", "list", "--dir", dir)).isZero();
        assertThat(out()).contains("SYS1      REVOKED", "SYS1      SPENT").doesNotContain(token);
    }

    @Test
    void aTokenMayComeByTheStandardInput() throws Exception {
        String request = folder.resolve("request").toString();
        String[] line = {"enrol", "request", "--token", "-", request, "--home", folder.toString()};
        assertThat(run("nonsense\n", line)).isEqualTo(1);
        assertThat(err()).startsWith("ezplex: that is no token\n");
        assertThat(Path.of(request)).doesNotExist();
        assertThat(run("SYS1." + "A".repeat(31) + "\n", line)).as(err()).isZero();
        assertThat(Files.readString(Path.of(request))).startsWith("Ezplex enrolment request\n");
    }

    @Test
    void whatIsWrongIsSaidWithTheUsage() {
        for (List<String> wrong : List.of(
                List.of("ca"),
                List.of("ca", "nonsense"),
                List.of("ca", "token"),
                List.of("ca", "token", "SYS1", "--hours", "0"),
                List.of("ca", "list", "all"),
                List.of("ca", "create", "PLEX1", "--nonsense"),
                List.of("enrol", "request", "file"),
                List.of("enrol", "install"))) {
            assertThat(run(wrong.toArray(new String[0]))).as(wrong.toString()).isEqualTo(2);
            assertThat(err()).startsWith("ezplex: ").contains("Usage: ezplex " + wrong.get(0));
        }
        assertThat(run("ca", "--help")).isZero();
        assertThat(out()).isEqualTo(CaCommand.USAGE);
        assertThat(run("enrol", "--help")).isZero();
    }

    @Test
    void whereThereIsNothingThatIsSaid() throws Exception {
        String nowhere = folder.resolve("nowhere").toString();
        assertThat(run("ca", "list", "--dir", nowhere)).isEqualTo(1);
        assertThat(err()).startsWith("ezplex: there is no authority in " + nowhere);
        assertThat(run("ca", "sign", nowhere, "--dir", nowhere)).isEqualTo(1);
        assertThat(run("enrol", "renew", nowhere, "--home", nowhere)).isEqualTo(1);
        assertThat(err()).startsWith("ezplex: this system has no certificate");
        assertThat(run("enrol", "install", nowhere, "--home", nowhere)).isEqualTo(1);
        Path paper = Files.writeString(folder.resolve("paper"), "Ezplex enrolment answer\nproof: none\n");
        assertThat(run("ca", "sign", paper.toString(), "--dir", nowhere)).isEqualTo(1);
        assertThat(err()).startsWith("ezplex: that file is no Ezplex enrolment request");
        assertThat(run("enrol", "install", paper.toString(), "--home", nowhere)).isEqualTo(1);
        assertThat(err()).startsWith("ezplex: the answer is not whole");
    }

    /** As the folder of an authority that is another user's; root may look everywhere but behind a file. */
    @Test
    void whatCannotBeLookedForIsNotSaidToBeMissing() throws Exception {
        Path behind = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"))
                .resolve("ca");
        assertThat(run("ca", "list", "--dir", behind.toString())).isEqualTo(1);
        assertThat(err()).contains("Too many levels of symbolic links").doesNotContain("there is no authority");
    }

    private int run(String... args) {
        return run("", args);
    }

    private int run(String in, String[] args) {
        out.reset();
        err.reset();
        return Main.run(
                List.of(args),
                () -> NOW,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.US_ASCII)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
