// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static List<String> java(String... arguments) {
        var command = new java.util.ArrayList<>(
                List.of(Distribution.java(), "-XX:TieredStopAtLevel=1", "-cp", Distribution.labClasses()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Load ask(int port, String... options) {
        var command = java("org.ezplex.lab.client.LoadMain", "--host", "127.0.0.1", "--port", Integer.toString(port));
        command.addAll(List.of(options));
        return Load.parse(Commands.tryRun(command, "", DEADLINE).stdout());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void everyRequestIsCountedUnderTheServerThatAnswered() throws IOException {
        int port = freePort();
        Process server = new ProcessBuilder(
                        java("org.ezplex.lab.server.HttpServerMain", Integer.toString(port), "SYS9"))
                .start();
        try {
            Wait.forCondition(
                    "the server", DEADLINE, () -> ask(port, "--requests", "1").failed() == 0);
            Load shortOnes = ask(port, "--requests", "50", "--threads", "4");
            assertThat(shortOnes.served()).isEqualTo(Map.of("SYS9", 50L));
            assertThat(shortOnes.failures()).isEmpty();
            Load longOne = ask(port, "--requests", "20", "--threads", "1", "--keep-alive");
            assertThat(longOne.answered()).isEqualTo(20);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void refusedConnectionsAreTold() throws IOException {
        Load load = ask(freePort(), "--requests", "3");
        assertThat(load.failures()).isEqualTo(Map.of("refused", 3L));
        assertThat(load.answered()).isZero();
    }

    @Test
    void evenMeansNobodyIsFarAhead() {
        assertThat(Demo.even(load(Map.of("A", 134L, "B", 133L, "C", 133L)), List.of("A", "B", "C")))
                .isTrue();
        assertThat(Demo.even(load(Map.of("A", 200L, "B", 200L)), List.of("A", "B", "C")))
                .isFalse();
        assertThat(Demo.even(load(Map.of("A", 200L, "D", 200L)), List.of("A"))).isFalse();
    }

    @Test
    void aReportThatIsNoneIsAnError() {
        assertThatThrownBy(() -> Load.parse("Exception in thread")).isInstanceOf(LabException.class);
    }

    private static Load load(Map<String, Long> served) {
        return new Load(served, Map.of(), 1, 1, 1, 1, 1);
    }
}
