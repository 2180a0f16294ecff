// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Load;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who owns a DVIPA that nobody distributes, and when it moves. */
@EndToEnd
class MoveableIT {
    private static final String DVIPA = "192.0.2.110";

    private final Sysplex sysplex;
    private final Set<String> defined = new TreeSet<>();

    MoveableIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @AfterEach
    void delete() {
        defined.forEach(name -> obey(name, "VIPADELETE " + DVIPA));
        Wait.forCondition("the DVIPA to be gone", Sysplex.PATIENCE, () -> sysplex.lab().systems().stream()
                .filter(LabSystem::running)
                .noneMatch(system -> system.shell("ip -o address show dev lo").contains(DVIPA)));
    }

    private void define(String name, String statement) {
        obey(name, statement + " " + DVIPA);
        defined.add(name);
    }

    private void obey(String name, String dynamic) {
        LabSystem system = sysplex.system(name);
        Path file = system.home().resolve("etc/moveable.profile");
        try {
            Files.writeString(file, "VIPADYNAMIC\n" + dynamic + "\nENDVIPADYNAMIC\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        system.console("vary obeyfile " + file).output();
    }

    private void awaitOwner(String name) {
        Wait.forCondition(name + " to own " + DVIPA, Sysplex.PATIENCE, () -> owners().equals(List.of(name)));
    }

    private List<String> owners() {
        return sysplex.lab().systems().stream()
                .filter(LabSystem::running)
                .filter(system -> Reports.activeDvipas(system).contains(DVIPA))
                .map(LabHost::name)
                .toList();
    }

    @Test
    void withMoveableImmediateItMovesUnderAConnection() {
        LabHost.Background client = connectedTo("IMMEDIATE");
        define("SYS1", "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0");
        awaitOwner("SYS1");
        assertThat(client.alive()).as("the client is still connected").isTrue();
        servedBySys2(client);
    }

    @Test
    void withMoveableWhenidleItMovesWhenTheLastConnectionHasEnded() {
        LabHost.Background client = connectedTo("WHENIDLE");
        define("SYS1", "VIPADEFINE MOVEABLE WHENIDLE 255.255.255.0");
        boolean[] connected = {true};
        Wait.forCondition("SYS1 to own it", Scene.PATIENCE, () -> {
            // In this order: it takes a while to ask for the owners, and the client may end meanwhile.
            boolean moved = owners().equals(List.of("SYS1"));
            connected[0] = client.alive();
            return moved;
        });
        assertThat(connected[0]).as("moved away under the connection").isFalse();
        servedBySys2(client);
    }

    /** A client that is connected for some seconds to a server on SYS2, which owns the DVIPA as its backup. */
    private LabHost.Background connectedTo(String moveable) {
        sysplex.serversOn("SYS1", "SYS2");
        define("SYS2", "VIPABACKUP 200 MOVEABLE " + moveable + " 255.255.255.0");
        awaitOwner("SYS2");
        LabHost.Background client = Load.start(
                sysplex.client(),
                DVIPA,
                Lab.PORT,
                1_000_000,
                "--keep-alive",
                "--threads",
                "1",
                "--pause-ms",
                "50",
                "--duration-ms",
                "5000",
                "--timeout-ms",
                "5000");
        Wait.forCondition("the client to be connected", Sysplex.PATIENCE, () -> sysplex.client()
                .shell("cat /proc/net/tcp /proc/net/tcp6")
                .contains("6E0200C0:" + String.format("%04X", Lab.PORT) + " 01"));
        return client;
    }

    private static void servedBySys2(LabHost.Background client) {
        Load outcome = Load.outcome(client);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.served()).containsOnlyKeys("SYS2");
    }
}
