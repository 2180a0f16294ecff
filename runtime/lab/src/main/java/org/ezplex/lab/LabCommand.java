// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/** {@code ezplex lab}: makes, shows, disturbs and ends labs. */
final class LabCommand {
    private static final String USAGE =
            """
            usage: ezplex lab up [--systems N] [--clients N] [--profiles DIR] [--adapter ring|pcap|accelerator]
                              [--hosts-only] [--keep]
                   ezplex lab status | down
                   ezplex lab start SYS | stop SYS | kill SYS | freeze SYS | thaw SYS
                   ezplex lab cut SYS lan|xcf|all | heal SYS [lan|xcf|all]
                   ezplex lab exec HOST -- COMMAND...
                   ezplex lab serve HOST [PORT] | unserve HOST [PORT]
                   ezplex lab console SYS [-- COMMAND]

            up        makes hosts SYS1.. and CLIENT1.. (4 and 1), starts the systems, waits until they see each other;
                      if that fails or is interrupted, clears all away, unless --keep says to leave it to be looked at;
                      --adapter accelerator sets QDIOACCELERATOR: the kernel forwards established connections;
                      --adapter pcap has frames read and sent by libpcap
            down      ends everything the lab started and deletes its namespaces; does no harm where no lab is
            start     starts a system that is down; the number after the last makes a new host
            stop      SIGTERM: the system leaves the sysplex in order        kill    SIGKILL: it dies
            freeze    SIGSTOP: it is there and does nothing                  thaw    SIGCONT
            cut       pulls the cable of a network, heal puts it back
            exec      runs a command on a host (behind --)
            serve     starts an HTTP server on a host that answers with the host's name (port 8080), unserve ends it
            console   the system's console on this terminal, or one command and its output

            --name NAME with any of them: another lab than "default"; several can be up side by side
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h", "--hosts-only", "--keep");
    static final Set<String> VALUED = Set.of("--name", "--systems", "--clients", "--profiles", "--adapter");
    private static final int PORT = 8080;

    private final String name;
    private final Arguments arguments;

    private LabCommand(Arguments arguments) {
        this.arguments = arguments;
        this.name = name(arguments.value("--name").orElse(LabPlan.DEFAULT_NAME));
    }

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, FLAGS, VALUED);
        if (arguments.has("--help") || arguments.has("-h") || line.isEmpty()) {
            return Main.print(USAGE);
        }
        return new LabCommand(arguments).perform(arguments.word(0, "a verb"));
    }

    /** Checked before any verb is looked at. */
    static String name(String text) {
        try {
            return LabPlan.checkName(text);
        } catch (LabException e) {
            throw new Arguments.UsageException(e.getMessage(), e);
        }
    }

    private int perform(String verb) {
        switch (verb) {
            case "up" -> up();
            case "down" -> down();
            case "status" -> status(attach());
            case "start" -> start();
            case "stop" -> system().stop();
            case "kill" -> system().kill();
            case "freeze" -> system().freeze();
            case "thaw" -> system().thaw();
            case "cut" -> cut();
            case "heal" -> heal();
            case "exec" -> {
                return exec();
            }
            case "serve" -> serve(LabHost::startServer);
            case "unserve" -> serve(LabHost::stopServer);
            case "console" -> {
                return console();
            }
            default -> throw new Arguments.UsageException("unknown verb " + verb);
        }
        return 0;
    }

    private void up() {
        arguments.atMost(1);
        LabPlan standard = LabPlan.standard();
        LabPlan plan = new LabPlan(
                name,
                arguments.number("--systems", standard.systems(), 1, LabPlan.MOST),
                arguments.number("--clients", standard.clients(), 0, LabPlan.MOST),
                arguments.value("--profiles").map(LabCommand::folder),
                adapter(arguments.value("--adapter").orElse("ring")),
                standard.distribution(),
                !arguments.has("--hosts-only"),
                standard.configuration());
        long begin = System.nanoTime();
        if (arguments.has("--keep")) {
            Lab.upAndKeep(plan);
        } else {
            CleanUp.during(name, () -> Lab.up(plan));
        }
        System.out.printf(
                Locale.ROOT,
                "Lab is up after %.1f s.%n",
                (System.nanoTime() - begin) / (double) Duration.ofSeconds(1).toNanos());
        status(attach());
    }

    private void down() {
        arguments.atMost(1);
        Lab.requirePossible();
        boolean there = Lab.exists(name);
        Lab.down(name);
        System.out.println(there ? "Lab is down." : "There is no lab; nothing to do.");
    }

    private static void status(Lab lab) {
        Table table = new Table("HOST", "STATE", "LAN", "LAN IPV6", "PROCESS");
        for (LabSystem system : lab.systems()) {
            String pid = system.running() ? Long.toString(system.pid()) : "-";
            table.row(system.name(), system.state(), system.address4(), system.address6(), pid);
        }
        for (LabHost client : lab.clients()) {
            table.row(client.name(), "client", client.address4(), client.address6(), "-");
        }
        System.out.print(table);
    }

    private void start() {
        String wanted = arguments.word(1, "a system");
        Lab lab = attach();
        boolean next = wanted.equals("SYS" + (lab.systems().size() + 1));
        (next ? lab.addSystem() : lab.system(wanted)).start();
    }

    private void cut() {
        LabSystem system = system();
        system.cut(cable(arguments.atMost(3).word(2, "what to cut, lan, xcf or all,")));
    }

    private void heal() {
        LabSystem system = system();
        system.heal(cable(arguments.atMost(3).wordOr(2, "all")));
    }

    private void serve(ObjIntConsumer<LabHost> what) {
        int port = arguments.atMost(3).numberOr(2, "a port", PORT, 1, 65535);
        what.accept(host(), port);
    }

    private int exec() {
        if (arguments.rest().isEmpty()) {
            throw new Arguments.UsageException("the command is missing: ezplex lab exec HOST -- COMMAND...");
        }
        return Commands.runInteractive(host().command(arguments.rest().toArray(String[]::new)));
    }

    private int console() {
        return ConsoleCommand.run(system().consoleClient(), arguments.rest());
    }

    private LabSystem system() {
        String wanted = arguments.word(1, "a system");
        return attach().system(wanted);
    }

    private LabHost host() {
        String wanted = arguments.word(1, "a host");
        return attach().host(wanted);
    }

    private Lab attach() {
        Lab.requirePossible();
        return Lab.attach(name);
    }

    private static Path folder(String text) {
        Path folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new LabException("there is no folder " + folder + "\nGive --profiles a folder that is there.");
        }
        return folder.toAbsolutePath();
    }

    static LabPlan.Adapter adapter(String text) {
        return choice(LabPlan.Adapter.class, text, "ring, pcap or accelerator");
    }

    private static LabSystem.Cable cable(String text) {
        return choice(LabSystem.Cable.class, text, "lan, xcf or all");
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String text, String choices) {
        return Optional.of(type.getEnumConstants()).stream()
                .flatMap(java.util.Arrays::stream)
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Arguments.UsageException("not '" + text + "' but " + choices));
    }
}
