// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The main job shown: one address, three servers, a server that goes and comes. */
final class Demo {
    private static final List<String> SERVERS = List.of("SYS2", "SYS3", "SYS4");
    private static final String STOPPED = "SYS3";
    private static final int CONNECTIONS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Story story;
    private final LabPlan plan;
    private final boolean once;

    Demo(Story story, LabPlan plan, boolean once) {
        this.story = story;
        this.plan = plan;
        this.once = once;
    }

    void run() {
        System.out.println("Ezplex: four systems that answer as one address, " + Lab.DVIPA4);
        story.step("A sysplex forms: four systems, a client, two networks");
        Lab lab = Lab.up(plan);
        LabSystem owner = lab.system("SYS1");
        story.say(owner.console("display xcf group EZBTCPCS").output());
        story.check(Reports.activeMembers(owner) == plan.systems(), "four systems are active members of the group");

        servers(lab, owner);
        firstRequest(lab.host("CLIENT1"));
        connections(lab, owner);
        stop(lab, owner);
        startAgain(lab, owner);
        ipv6(lab);
        afterwards(owner);
        next();
    }

    private void servers(Lab lab, LabSystem owner) {
        story.step("Real HTTP servers start on " + String.join(", ", SERVERS));
        SERVERS.forEach(name -> lab.system(name).startServer(Lab.PORT));
        story.check(awaitReady(owner, SERVERS), "SYS1, which owns the address, knows all three of them");
        showPorts(owner);
    }

    private void firstRequest(LabHost client) {
        String url = "http://" + Lab.DVIPA4 + ":" + Lab.PORT + "/";
        story.step("A first request with curl");
        ExecResult curl = client.exec("curl", "-sS", "--max-time", "5", url);
        story.say("CLIENT1$ curl " + url);
        story.say((curl.ok() ? curl.stdout() : curl.stderr()).strip());
        story.check(
                curl.ok() && SERVERS.contains(curl.stdout().split(" ", 2)[0]),
                "one of the three answered the client " + client.address4() + " itself");
    }

    private void connections(Lab lab, LabSystem owner) {
        story.step(CONNECTIONS + " connections, one request each");
        Load load = Load.run(lab.host("CLIENT1"), Lab.DVIPA4, Lab.PORT, CONNECTIONS);
        showLoad(load);
        story.check(load.failed() == 0 && load.answered() == CONNECTIONS, "none failed");
        story.check(even(load, SERVERS), "the split is even");
        showPorts(owner);
    }

    private void stop(Lab lab, LabSystem owner) {
        story.step("The server on " + STOPPED + " stops");
        lab.system(STOPPED).stopServer(Lab.PORT);
        List<String> rest =
                SERVERS.stream().filter(name -> !name.equals(STOPPED)).toList();
        long begin = System.nanoTime();
        boolean known = awaitReady(owner, rest);
        story.check(known, "SYS1 knew it " + milliseconds(begin) + " later");
        Load load = Load.run(lab.host("CLIENT1"), Lab.DVIPA4, Lab.PORT, CONNECTIONS);
        showLoad(load);
        story.check(load.failed() == 0 && load.answered() == CONNECTIONS, "no connection failed");
        story.check(even(load, rest), STOPPED + " got none, the others shared them");
        showPorts(owner);
    }

    private void startAgain(Lab lab, LabSystem owner) {
        story.step("The server on " + STOPPED + " starts again");
        lab.system(STOPPED).startServer(Lab.PORT);
        long begin = System.nanoTime();
        story.check(awaitReady(owner, SERVERS), "SYS1 knew it " + milliseconds(begin) + " later");
        Load load = Load.run(lab.host("CLIENT1"), Lab.DVIPA4, Lab.PORT, CONNECTIONS);
        showLoad(load);
        story.check(load.failed() == 0 && even(load, SERVERS), "it has its share again");
    }

    private void ipv6(Lab lab) {
        story.step("The same over IPv6: " + Lab.DVIPA6);
        Load load = Load.run(lab.host("CLIENT1"), Lab.DVIPA6, Lab.PORT, CONNECTIONS);
        showLoad(load);
        story.check(load.failed() == 0 && even(load, SERVERS), "none failed, and the split is even");
    }

    private void afterwards(LabSystem owner) {
        story.step("Afterwards");
        story.check(
                Wait.until(PATIENCE, () -> Reports.connections(owner) == 0),
                "the connection routing table of SYS1 is empty again");
    }

    private void next() {
        story.step("To try next" + (once ? ", with ./ezplex lab up" : ""));
        story.say(
                """
                ./ezplex lab status
                ./ezplex lab console SYS1                      (netstat vipadcfg, vipadyn, vdpt, vcrt)
                ./ezplex lab console SYS1 -- display sysplex vipadyn
                ./ezplex lab exec CLIENT1 -- curl -s http://%1$s:%2$d/
                ./ezplex lab exec SYS1 -- tcpdump -ni lan0 tcp port %2$d
                ./ezplex lab unserve SYS3                      (its server stops; serve starts it)
                ./ezplex lab start SYS5                        (a fifth system joins)
                ./ezplex lab down
                """
                        .formatted(Lab.DVIPA4, Lab.PORT));
        if (once) {
            story.say("(and ./ezplex lab serve SYS2, SYS3, SYS4 for the servers)");
        }
    }

    private boolean awaitReady(LabSystem owner, List<String> systems) {
        return Wait.until(
                PATIENCE, () -> Lab.DVIPAS.stream().allMatch(dvipa -> Reports.ready(owner, dvipa, Lab.PORT).stream()
                        .sorted()
                        .toList()
                        .equals(systems)));
    }

    private void showPorts(LabSystem owner) {
        story.say("SYS1> netstat vdpt ip " + Lab.DVIPA4);
        story.say(owner.console("netstat vdpt ip " + Lab.DVIPA4).output().strip());
    }

    private void showLoad(Load load) {
        Table table = new Table("SYSTEM", "SERVED", "SHARE");
        Map<String, Long> all = new TreeMap<>(load.served());
        SERVERS.forEach(name -> all.putIfAbsent(name, 0L));
        double sum = Math.max(1, load.answered());
        all.forEach((name, count) ->
                table.row(name, Long.toString(count), String.format(Locale.ROOT, "%.1f%%", 100 * count / sum)));
        story.say(table);
        story.say(String.format(
                Locale.ROOT,
                "%.2f s, %.0f connections/s, median %.1f ms, slowest %.1f ms",
                load.seconds(),
                load.perSecond(),
                load.medianMillis(),
                load.maxMillis()));
        load.failures().forEach((kind, count) -> story.say(count + " failed: " + kind));
    }

    /** Round robin: nobody is more than one connection ahead, two if a connection ended between. */
    static boolean even(Load load, List<String> systems) {
        long most = systems.stream()
                .mapToLong(name -> load.served().getOrDefault(name, 0L))
                .max()
                .orElse(0);
        long least = systems.stream()
                .mapToLong(name -> load.served().getOrDefault(name, 0L))
                .min()
                .orElse(0);
        return load.served().keySet().stream().allMatch(systems::contains) && most - least <= 2;
    }

    private static String milliseconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000 + " ms";
    }
}
