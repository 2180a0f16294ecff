// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.lab.Wait;
import org.ezplex.lab.client.Kind;
import org.ezplex.lab.client.SurvivalClientMain;
import org.ezplex.lab.server.SurvivalServerMain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Client and server as they are, over the loopback. */
@Timeout(60)
class ClientAndServerTest {
    private static final int EACH = 4;

    private int port;
    private Process server;
    private Process client;
    private BufferedReader answers;

    private static ProcessBuilder java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(SurvivalClientMain.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())
                        .toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = java(SurvivalServerMain.class.getName(), Integer.toString(port), "SYS9")
                .start();
        Wait.forCondition("the server", Duration.ofSeconds(20), this::listening);
        client = java(SurvivalClientMain.class.getName(), "127.0.0.1", Integer.toString(port))
                .start();
        answers = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        ask("probe", "probing");
        for (Kind kind : Kind.values()) {
            ask("fill " + kind + " " + EACH, "filled " + kind + " " + EACH + " 0");
        }
    }

    private boolean listening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        server.destroyForcibly();
        client.getOutputStream().close();
        assertThat(client.waitFor()).isZero();
    }

    private List<String> ask(String command, String last) throws IOException {
        client.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        List<String> lines = new ArrayList<>();
        do {
            lines.add(answers.readLine());
        } while (!lines.get(lines.size() - 1).startsWith(last));
        return lines;
    }

    private List<HeldReport> check() throws IOException {
        return ask("check 20000", "probes").stream()
                .filter(line -> line.startsWith("connection"))
                .map(HeldReport::parse)
                .toList();
    }

    @Test
    void connectionsOfAllKindsShowThatTheyGoOn() throws IOException {
        ask("begin", "begun");
        assertThat(ask("steady " + System.nanoTime() + " 100 20000", "steady")).contains("steady true");
        List<HeldReport> reports = check();
        assertThat(reports).hasSize(EACH * Kind.values().length).allSatisfy(report -> {
            assertThat(report.server()).isEqualTo("SYS9");
            assertThat(report.state()).isEqualTo("LIVE");
        });
        assertThat(ask("gap 0 0", "gap")).hasSize(1);
        assertThat(ask("drop", "dropped")).hasSize(1);
    }

    @Test
    void connectionsOfADeadServerAreTold() throws IOException, InterruptedException {
        server.destroyForcibly().waitFor();
        assertThat(check()).hasSize(EACH * Kind.values().length).allMatch(HeldReport::told);
    }

    @Test
    void newConnectionsThatFailSayWhenTheyWereBegun() throws IOException, InterruptedException {
        server.destroyForcibly().waitFor();
        ask("begin", "begun");
        long begin = System.nanoTime();
        ask("steady " + begin + " 100 500", "steady");
        List<String> lines = ask("check 20000", "probes");
        List<FailedProbe> failures = lines.stream()
                .filter(line -> line.startsWith("failed "))
                .map(FailedProbe::parse)
                .toList();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("probes 0 " + failures.size() + " 0");
        assertThat(failures).isNotEmpty().allSatisfy(failure -> {
            assertThat(failure.how()).isEqualTo("RESET");
            assertThat(failure.began()).isBetween(begin - Duration.ofSeconds(1).toNanos(), System.nanoTime());
        });
        assertThat(failures.get(failures.size() - 1).began() - failures.get(0).began())
                .isGreaterThan(Duration.ofMillis(250).toNanos());
    }
}
