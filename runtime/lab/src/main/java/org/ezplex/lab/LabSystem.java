// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A system of the lab's sysplex: a host with a home folder and, when it is up, the product's JVM. */
public final class LabSystem extends LabHost {
    private static final Duration CONSOLE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofSeconds(60);

    private final Path distribution;
    private final HomeFolder home;

    /** What can be cut and healed. */
    public enum Cable {
        /** The LAN. */
        LAN,
        /** The XCF network. */
        XCF,
        /** Both. */
        ALL;

        boolean has(Network.Lan lan) {
            return this == ALL || name().equals(lan.name());
        }
    }

    LabSystem(String name, int number, Network network, ProcessTable processes, Path folder, Path distribution) {
        super(name, number, network, processes, folder);
        this.distribution = distribution;
        this.home = new HomeFolder(folder.resolve(name));
    }

    HomeFolder homeFolder() {
        return home;
    }

    /** Its IPv4 address on the XCF network, which is its dynamic XCF address in the built-in profiles. */
    public String xcfAddress4() {
        return address4(Network.Lan.XCF);
    }

    /** The system's home folder. */
    public Path home() {
        return home.path();
    }

    /** The file with the system's PROFILE.TCPIP. */
    public Path profile() {
        return home.profile();
    }

    /** The file with the sysplex key. */
    public Path key() {
        return home.key();
    }

    /** The file with what the system wrote to its standard output. */
    public Path log() {
        return home.log();
    }

    /** Whether the JVM runs, frozen or not. */
    public boolean running() {
        return processes().alive(processKey());
    }

    /** The process id of the JVM. */
    public long pid() {
        return entry().pid();
    }

    /** Starts the JVM; returns at once. */
    public void launch() {
        launchUnder(List.of());
    }

    /** Starts the JVM by a command that is given the JVM's own behind its words, such as setpriv; returns at once. */
    public void launchUnder(List<String> command) {
        if (running()) {
            throw new LabException(name() + " is up already\nEnd it first with ./ezplex lab stop " + name() + ".");
        }
        deleteSocket();
        List<String> all = new ArrayList<>(command);
        all.addAll(Distribution.launch(distribution, home.path()));
        Process process = Commands.start(new ProcessBuilder(network().inside(name(), Commands.detached(all)))
                .directory(home.path().toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile())));
        processes().add(processKey(), process);
    }

    /** Starts the JVM and waits until its console answers. */
    public void start() {
        launch();
        awaitConsole();
    }

    /** Waits until the console answers. */
    public void awaitConsole() {
        boolean done = Wait.until(START, () -> !running() || commandsThere());
        if (!done || !running()) {
            throw new LabException(name() + (running() ? " has no console after " + START.toSeconds() + " s" : " ended")
                    + ". The end of its log, " + home.log() + ":\n" + Logs.tail(home.log()));
        }
    }

    /** The console listens before every command is registered. */
    private boolean commandsThere() {
        try {
            return Files.exists(home.consoleSocket())
                    && console("display xcf group").ok();
        } catch (LabException e) {
            return false;
        }
    }

    /** Ends the JVM with SIGTERM, so that it leaves the sysplex in order; a frozen one goes on first. */
    public void stop() {
        if (frozen()) {
            thaw();
        }
        processes().end(processKey(), "TERM");
    }

    /** Ends the JVM with SIGKILL. */
    public void kill() {
        entry();
        processes().end(processKey(), "KILL");
    }

    /** Stops the JVM with SIGSTOP: it is there and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen JVM go on. */
    public void thaw() {
        signal("CONT");
    }

    /** Makes ready to send the JVM a signal: KILL, STOP, CONT, TERM. */
    public Trigger armed(String signal) {
        return Trigger.signal(signal, pid());
    }

    /** Makes ready to pull cables ({@code up} false), or to put them back. */
    public Trigger armed(Cable cable, boolean up) {
        List<Network.Lan> lans =
                Arrays.stream(Network.Lan.values()).filter(cable::has).toList();
        return network().armedLinks(name(), lans, up);
    }

    /** Pulls cables. */
    public void cut(Cable cable) {
        setLinks(cable, false);
    }

    /** Whether no cable of those is in. */
    public boolean isCut(Cable cable) {
        return Arrays.stream(Network.Lan.values()).filter(cable::has).noneMatch(lan -> network()
                .linkUp(name(), lan));
    }

    /** Puts cables back. */
    public void heal(Cable cable) {
        setLinks(cable, true);
    }

    /** From now on nothing arrives here of what those systems, which are up, send: cuts of one direction. */
    public void ignore(Cable cable, List<LabSystem> senders) {
        for (Network.Lan lan : Network.Lan.values()) {
            if (cable.has(lan)) {
                List<String> macs =
                        senders.stream().flatMap(sender -> sender.macs(lan)).toList();
                network().setDeaf(name(), lan, macs);
            }
        }
    }

    /** Ends {@link #ignore}. */
    public void listen(Cable cable) {
        for (Network.Lan lan : Network.Lan.values()) {
            if (cable.has(lan)) {
                network().setHearing(name(), lan);
            }
        }
    }

    /** On the LAN the adapter has one of its own. */
    private Stream<String> macs(Network.Lan lan) {
        Stream<String> own = Stream.of(mac(lan));
        return lan == Network.Lan.LAN ? Stream.concat(own, Reports.virtualMacs(this).stream()) : own;
    }

    /** Runs one console command. */
    public ConsoleReply console(String command) {
        return consoleClient().exec(command, CONSOLE);
    }

    ConsoleClient consoleClient() {
        return new ConsoleClient(name(), home.consoleSocket());
    }

    /** One word or two for the status report: up, frozen, down; and cut cables. */
    String state() {
        StringBuilder state = new StringBuilder(running() ? frozen() ? "frozen" : "up" : "down");
        for (Network.Lan lan : Network.Lan.values()) {
            if (!network().linkUp(name(), lan)) {
                state.append(", ").append(lan.bridge()).append(" cut");
            }
        }
        return state.toString();
    }

    private boolean frozen() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            return stat.startsWith("T", stat.lastIndexOf(')') + 2);
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private void setLinks(Cable cable, boolean up) {
        for (Network.Lan lan : Network.Lan.values()) {
            if (cable.has(lan)) {
                network().setLink(name(), lan, up);
            }
        }
    }

    private void signal(String signal) {
        if (!entry().signal(signal)) {
            throw new LabException("SIG" + signal + " did not reach " + name());
        }
    }

    private ProcessTable.Entry entry() {
        return processes()
                .find(processKey())
                .filter(ProcessTable.Entry::alive)
                .orElseThrow(() ->
                        new LabException(name() + " is not up\nStart it with ./ezplex lab start " + name() + "."));
    }

    private void deleteSocket() {
        try {
            Files.deleteIfExists(home.consoleSocket());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String processKey() {
        return name() + "-system";
    }
}
