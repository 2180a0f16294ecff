// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A host of a lab: a network namespace with links to the lab's networks. */
public class LabHost {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofSeconds(20);

    private final String name;
    private final int number;
    private final Network network;
    private final ProcessTable processes;
    private final Path folder;

    LabHost(String name, int number, Network network, ProcessTable processes, Path folder) {
        this.name = name;
        this.number = number;
        this.network = network;
        this.processes = processes;
        this.folder = folder;
    }

    /** SYS1, CLIENT1 and so on. */
    public final String name() {
        return name;
    }

    /** Its IPv4 address on the LAN. */
    public final String address4() {
        return address4(Network.Lan.LAN);
    }

    final String address4(Network.Lan lan) {
        return lan.address4(number);
    }

    /** Its IPv6 address on the LAN. */
    public final String address6() {
        return Network.Lan.LAN.address6(number);
    }

    /** Its MAC address on the LAN. */
    public final String mac() {
        return mac(Network.Lan.LAN);
    }

    final String mac(Network.Lan lan) {
        return lan.mac(number);
    }

    /** The command that runs {@code command} on this host. */
    public final List<String> command(String... command) {
        return network.inside(name, List.of(command));
    }

    /** Runs {@code command} on this host to its end. */
    public final ExecResult exec(String... command) {
        return Commands.tryRun(command(command), "", PATIENCE);
    }

    /** Runs a shell script on this host to its end; fails if it does. */
    public final String shell(String script) {
        return exec("sh", "-c", script).output();
    }

    /** Starts a Java main class of {@code classPath} in the background; ends with the lab, or by closing what is returned. */
    public final Background startJava(String key, String classPath, String... mainAndArguments) {
        List<String> command = new ArrayList<>(javaCommand(classPath));
        command.addAll(List.of(mainAndArguments));
        return startProgram(key, command);
    }

    /** Starts a program in the background; ends with the lab, or by closing what is returned. */
    public final Background startProgram(String key, List<String> command) {
        String unique = name + "-" + key;
        File log = folder.resolve(unique + ".log").toFile();
        Process process = Commands.start(new ProcessBuilder(network.inside(name, Commands.detached(command)))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)));
        processes.add(unique, process);
        return new Background(unique);
    }

    /**
     * Starts one of the lab's own Java programs on this host and talks with it; ends with the lab, or by closing what is returned. It
     * measures, and on a machine of its own nothing that is measured could keep it from looking at the clock: so neither can it here.
     */
    public final Dialogue startDialogue(String key, String... mainAndArguments) {
        List<String> command = new ArrayList<>(List.of("chrt", "--rr", "1"));
        command.addAll(javaCommand(Distribution.labClassesWithJna()));
        command.addAll(List.of(mainAndArguments));
        String unique = name + "-" + key;
        Dialogue dialogue = Dialogue.start(network.inside(name, command), folder.resolve(unique + ".log"));
        processes.add(unique, dialogue.process());
        return dialogue;
    }

    /** Starts a survival server, which answers with this host's name; returns when it listens. */
    public final Background startSurvivalServer(int port) {
        Background server = startLabJava(
                "survival-" + port, "org.ezplex.lab.server.SurvivalServerMain", Integer.toString(port), name);
        server.waitUntil("a survival server to listen on port " + port, () -> listens(port));
        return server;
    }

    /** The survival server on {@code port} takes no new connections and goes on with those it has. */
    public final void stopListening(int port) {
        exec("bash", "-c", "echo leave > /dev/tcp/" + address4() + "/" + port).output();
        Wait.forCondition("the server on " + name + " to listen no more", START, () -> !listens(port));
    }

    /** The survival server on {@code port}, if it runs. */
    public final Optional<Background> survivalServer(int port) {
        Background server = new Background(name + "-survival-" + port);
        return server.alive() ? Optional.of(server) : Optional.empty();
    }

    /** Its interface on the LAN. */
    public final String lanInterface() {
        return Network.Lan.LAN.interfaceName();
    }

    /** Starts an HTTP server on every address of this host, which answers with {@code answer}; returns when it listens. */
    public final Background startServer(int port, String answer) {
        if (listens(port)) {
            throw new LabException("something listens on port " + port + " of " + name
                    + " already\nTake another port, or end the lab's own server with ./ezplex lab unserve " + name + " "
                    + port + ".");
        }
        Background server =
                startLabJava("server-" + port, "org.ezplex.lab.server.HttpServerMain", Integer.toString(port), answer);
        server.waitUntil("an HTTP server to listen on port " + port, () -> listens(port));
        return server;
    }

    /** Starts an HTTP server that answers with this host's name. */
    public final Background startServer(int port) {
        return startServer(port, name);
    }

    /** Ends the HTTP server on {@code port}, whoever started it. */
    public final void stopServer(int port) {
        String key = name + "-server-" + port;
        if (!processes.alive(key)) {
            throw new LabException("the lab has no server on port " + port + " of " + name
                    + "\nStart one with ./ezplex lab serve " + name + " " + port + ".");
        }
        processes.end(key, "TERM");
    }

    /** Whether something listens on {@code port}. */
    public final boolean listens(int port) {
        return shell("cat /proc/net/tcp /proc/net/tcp6")
                .matches("(?s).*:" + String.format("%04X", port) + " [0-9A-F]+:0000 0A .*");
    }

    /** Runs one of the lab's own Java programs on this host to its end. */
    final ExecResult execLabJava(String... mainAndArguments) {
        List<String> command = new ArrayList<>(javaCommand(Distribution.labClasses()));
        command.addAll(List.of(mainAndArguments));
        return exec(command.toArray(String[]::new));
    }

    /**
     * Runs one of the lab's Java programs that use the product's classes on this host to its end; outside of the heap there is as much
     * memory for it as a system has that is made for very many connections.
     */
    public final ExecResult execWithProduct(String... mainAndArguments) {
        List<String> command = new ArrayList<>(javaCommand(Distribution.allClasses()));
        command.add(1, "-XX:MaxDirectMemorySize=2g");
        command.addAll(List.of(mainAndArguments));
        return exec(command.toArray(String[]::new));
    }

    /** Starts one of the lab's own Java programs on this host. */
    final Background startLabJava(String key, String... mainAndArguments) {
        return startJava(key, Distribution.labClasses(), mainAndArguments);
    }

    private static List<String> javaCommand(String classPath) {
        return List.of(
                Distribution.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                classPath);
    }

    final Network network() {
        return network;
    }

    final ProcessTable processes() {
        return processes;
    }

    final Path folder() {
        return folder;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A process in the background. */
    public final class Background implements AutoCloseable {
        private final String key;

        Background(String key) {
            this.key = key;
        }

        /** Whether it still runs. */
        public boolean alive() {
            return processes.alive(key);
        }

        /** Its process id. */
        public long pid() {
            return processes
                    .find(key)
                    .orElseThrow(() -> new LabException(key + " has ended"))
                    .pid();
        }

        /** Where its output is. */
        public Path log() {
            return folder.resolve(key + ".log");
        }

        /** Waits for its end and returns its output. */
        public String awaitOutput() {
            Wait.forCondition(key + " to end", PATIENCE, () -> !alive());
            processes.forget(key);
            return Logs.read(log());
        }

        /** Waits until it has come to something; it must not end before. */
        public void waitUntil(String what, BooleanSupplier condition) {
            boolean done = Wait.until(START, () -> !alive() || condition.getAsBoolean());
            if (!done || !alive()) {
                throw new LabException("waited in vain for " + what + " on " + name + ": " + Logs.tail(log()));
            }
        }

        /** Makes ready to send it a signal. */
        public Trigger armed(String signal) {
            return Trigger.signal(signal, pid());
        }

        /** Ends it with SIGTERM. */
        @Override
        public void close() {
            processes.end(key, "TERM");
        }
    }
}
