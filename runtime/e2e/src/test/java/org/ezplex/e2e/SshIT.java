// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ezplex.lab.ExecResult;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Operators with OpenSSH's client, on another host than the system. */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshIT {
    private static final String NAME = "ssh";

    private Path desk;
    private Lab lab;
    private LabSystem system;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = folder;
        Lab.down(NAME);
        lab = Lab.up(LabPlan.standard()
                .named(NAME)
                .hosts(1, 1)
                .configured("org.ezplex.ssh", Map.of("enabled", true, "address", "0.0.0.0")));
        system = lab.system("SYS1");
        Hardcopy.whole(system).await("EZX7021I SSH CONSOLE LISTENS ON 0.0.0.0 PORT 8022");
        List<String> lines = new ArrayList<>(List.of("a line that is wrong"));
        for (String role : List.of("display", "vary", "administrate")) {
            lines.add(role + " " + role + " " + newKey(role));
        }
        newKey("stranger");
        Path keys = system.home().resolve("etc/ssh/authorized_keys");
        Files.write(keys, lines);
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        Hardcopy.whole(system).await("EZX7024E LINE 1 OF " + keys + " IS IGNORED");
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /** The public key of a new pair. */
    private String newKey(String name) throws IOException {
        lab.host("CLIENT1")
                .exec(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        name,
                        "-f",
                        desk.resolve(name).toString())
                .output();
        return Files.readString(desk.resolve(name + ".pub")).strip();
    }

    private List<String> ssh(String user, String key, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-F",
                "none",
                "-p",
                "8022",
                "-i",
                desk.resolve(key).toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "UserKnownHostsFile=" + desk.resolve("known_hosts")));
        command.addAll(List.of(more));
        command.add(user + "@" + system.address4());
        return command;
    }

    private ExecResult run(String user, String key, String command) {
        List<String> line = ssh(user, key);
        line.add(command);
        return lab.host("CLIENT1").exec(line.toArray(String[]::new));
    }

    @Test
    void aCommandHasItsOutputAndItsExitCode() {
        assertThat(run("display", "display", "display xcf group").output()).contains("IXC331I");
        assertThat(run("display", "display", "netstat home --json").output()).startsWith("[{");
        assertThat(run("display", "display", "display nonsense").exitCode()).isEqualTo(2);
        assertThat(run("display", "display", "display xcf group NOSUCH").exitCode())
                .isEqualTo(1);
        assertThat(run("administrate", "administrate", "felix:lb | grep ssh").output())
                .contains(".provider (0.1.0)");
    }

    @Test
    void aRoleIsHeldToAndTold() {
        Hardcopy hardcopy = Hardcopy.since(system);
        for (String line : List.of("vary sysplex leavegroup", "felix:stop 1", "netstat home; stop 1", "$(stop 1)")) {
            assertThat(run("display", "display", line).exitCode()).as(line).isEqualTo(3);
        }
        hardcopy.await("IN ROLE DISPLAY REFUSED: vary sysplex leavegroup");
        assertThat(run("vary", "vary", "vary sysplex quiesce target").output()).contains("EZX6010I");
        assertThat(run("vary", "vary", "vary sysplex resume target").output()).contains("EZX6011I");
        assertThat(run("vary", "vary", "upgrade rollback").exitCode()).isEqualTo(3);
        assertThat(run("vary", "vary", "vary syntaxcheck /etc/shadow").exitCode())
                .isEqualTo(3);
        hardcopy.await("IN ROLE VARY DONE: vary sysplex resume target");
    }

    @Test
    void whoHasNoKeyOfThatNameIsRefused() {
        Hardcopy hardcopy = Hardcopy.since(system);
        for (String key : List.of("stranger", "display")) {
            ExecResult refused = run("administrate", key, "display xcf group");
            assertThat(refused.exitCode()).isEqualTo(255);
            assertThat(refused.stderr()).contains("Permission denied (publickey)");
        }
        hardcopy.await("EZX7028E SSH LOGIN OF USER administrate FROM "
                + lab.host("CLIENT1").address4());
    }

    @Test
    void aTerminalCompletesAndEndsWithExit() {
        String screen = typed(ssh("display", "display", "-tt"), "disp\\txcf\\tgr\\t\\r", "va\\tx\\r", "exit\\r");
        assertThat(screen).contains("EZPLEX SYSTEM SYS1", "IXC331I", "vax IS NO COMMAND FOR ROLE DISPLAY");
        Path log = system.home().resolve("log/hardcopy.log");
        screen = typed(ssh("administrate", "administrate", "-tt"), "tail -f " + log + "\\r", "\\003", "exit\\r");
        assertThat(screen).contains("INTERRUPTED");
        assertThat(system.running()).isTrue();
    }

    /** What is on the screen when these keys were typed, with a pause behind each line, as a person makes. */
    private String typed(List<String> command, String... keys) {
        String typing =
                Arrays.stream(keys).map(k -> "printf '" + k + "'; sleep 2").collect(Collectors.joining("; "));
        List<String> line = new ArrayList<>(List.of("sh", "-c", "(" + typing + ") | TERM=xterm \"$@\"", "sh"));
        line.addAll(command);
        return lab.host("CLIENT1").exec(line.toArray(String[]::new)).stdout();
    }

    @Test
    void nothingButSessionsIsServed() {
        List<String> files = ssh("administrate", "administrate", "-s");
        files.add("sftp");
        assertThat(lab.host("CLIENT1").exec(files.toArray(String[]::new)).ok()).isFalse();
        List<String> forward = ssh("administrate", "administrate", "-W", "127.0.0.1:8022");
        assertThat(lab.host("CLIENT1").exec(forward.toArray(String[]::new)).ok())
                .isFalse();
    }
}
