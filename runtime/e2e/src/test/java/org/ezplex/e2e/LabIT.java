// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lab itself: it does what the command line says, and leaves nothing behind. */
@EndToEnd
class LabIT {
    private static final String NAME = "e2elab";

    @AfterEach
    void clear() {
        Lab.down(NAME);
    }

    private static LabPlan hostsOnly() {
        return LabPlan.standard().named(NAME).hosts(2, 1).hostsOnly();
    }

    @Test
    void downLeavesNoNamespaceNoProcessAndNoFile() throws IOException {
        long server;
        try (Lab lab = Lab.up(hostsOnly())) {
            LabHost.Background background = lab.host("SYS1").startServer(8080);
            server = background.pid();
            assertThat(Load.run(lab.host("CLIENT1"), lab.host("SYS1").address4(), 8080, 10)
                            .answered())
                    .isEqualTo(10);
        }
        assertThat(namespaces()).isEmpty();
        assertThat(runs(server)).isFalse();
        assertThat(Path.of("/run/ezplex-lab", NAME)).doesNotExist();
        assertThat(Lab.exists(NAME)).isFalse();
    }

    @Test
    void whatACrashedLabLeftIsClearedAwayByTheNext() throws IOException {
        Lab crashed = Lab.up(hostsOnly());
        long stray = strayProcess(crashed.host("SYS2"));
        // As if the process that made it had died before it was done.
        Files.delete(crashed.folder().resolve("complete"));
        try (Lab next = Lab.up(hostsOnly())) {
            assertThat(next.systems()).hasSize(2);
            assertThat(runs(stray)).isFalse();
        }
        assertThat(namespaces()).isEmpty();
    }

    private static long strayProcess(LabHost host) {
        return Long.parseLong(host.shell("sleep 600 >/dev/null 2>&1 & echo $!").strip());
    }

    @Test
    void whatRunsInTheBackgroundGoesOnWhenTheTerminalIsClosed() {
        try (Lab lab = Lab.up(hostsOnly())) {
            LabHost host = lab.host("SYS1");
            long server = host.startServer(8080).pid();
            host.shell("kill -HUP " + server);
            assertThat(Load.run(lab.host("CLIENT1"), host.address4(), 8080, 1).answered())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSecondLabOfThatNameIsRefused() {
        try (Lab lab = Lab.up(hostsOnly())) {
            assertThatThrownBy(() -> Lab.up(hostsOnly()))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("up already");
            assertThat(lab.host("SYS1").exec("true").ok()).isTrue();
        }
    }

    @Test
    void cablesAreCutAndHealedOneByOne() {
        try (Lab lab = Lab.up(hostsOnly())) {
            LabSystem system = lab.system("SYS1");
            system.startServer(8080);
            LabHost client = lab.host("CLIENT1");
            system.cut(LabSystem.Cable.LAN);
            assertThat(Load.run(client, system.address4(), 8080, 1, "--timeout-ms", "300")
                            .failed())
                    .isEqualTo(1);
            assertThat(system.shell("cat /sys/class/net/xcf0/carrier").strip()).isEqualTo("1");
            system.heal(LabSystem.Cable.ALL);
            assertThat(Load.run(client, system.address6(), 8080, 1).answered()).isEqualTo(1);
        }
    }

    /** A process that has ended but was not waited for by its parent has no command line any more. */
    private static boolean runs(long pid) throws IOException {
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(commandLine) && Files.readAllBytes(commandLine).length > 0;
    }

    private static List<String> namespaces() throws IOException {
        try (Stream<Path> names = Files.list(Path.of("/run/netns"))) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> name.startsWith("ezplex-" + NAME + "-"))
                    .toList();
        }
    }
}
