// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ezplex.profile.Moveable;

/** Makes a scenario from a seed: everybody starts, clients connect, and a few troubles befall the systems, each with its end. */
final class ScenarioMaker {
    private static final int FIRST_TROUBLE = 4000;
    private static final int MOST_TROUBLES = 4;
    private static final int KINDS = 15;
    private static final long OTHER_CHANCE = 0x5EED;

    private final long seed;
    private final Chance chance;
    private final int systems;
    private final int clients;
    private final int dvipas;
    private final List<Scenario.At> events = new ArrayList<>();

    private ScenarioMaker(long seed) {
        this.seed = seed;
        chance = new Chance(seed ^ OTHER_CHANCE);
        systems = 2 + chance.below(3);
        clients = 1 + chance.below(2);
        dvipas = chance.oneIn(4) ? 2 : 1;
    }

    static Scenario of(long seed) {
        return new ScenarioMaker(seed).make();
    }

    private Scenario make() {
        List<Scenario.Statement> statements = new ArrayList<>();
        for (int dvipa = 0; dvipa < dvipas; dvipa++) {
            profile(statements, dvipa);
        }
        start();
        connect();
        int troubles = 1 + chance.below(MOST_TROUBLES);
        for (int i = 0; i < troubles; i++) {
            trouble();
        }
        events.removeIf(event -> event.time() >= Run.CALM);
        events.sort(Comparator.comparingInt(Scenario.At::time));
        return new Scenario(seed, systems, clients, dvipas, statements, events);
    }

    // ---- profiles --------------------------------------------------------------------------------------------------

    private void profile(List<Scenario.Statement> statements, int dvipa) {
        boolean distributed = !chance.oneIn(6);
        int owner = chance.below(systems);
        for (int system = 0; system < systems; system++) {
            boolean defines = system == owner || chance.oneIn(8);
            if (defines) {
                Moveable moveable = chance.oneIn(5) ? Moveable.WHENIDLE : Moveable.IMMEDIATE;
                statements.add(new Scenario.Statement(system, dvipa, 0, moveable, distributed, targets()));
            } else if (!chance.oneIn(6)) {
                Moveable moveable = chance.oneIn(3) ? Moveable.IMMEDIATE : Moveable.NONE;
                boolean own = distributed && chance.oneIn(4);
                int rank = chance.oneIn(4) ? 10 : 10 * (1 + chance.below(9));
                statements.add(new Scenario.Statement(system, dvipa, rank, moveable, own, targets()));
            }
        }
    }

    private List<Integer> targets() {
        List<Integer> targets = new ArrayList<>();
        if (chance.oneIn(4)) {
            for (int system = 0; system < systems; system++) {
                if (!chance.oneIn(3)) {
                    targets.add(system);
                }
            }
        }
        return targets;
    }

    // ---- events ----------------------------------------------------------------------------------------------------

    private void at(long time, Happening what) {
        events.add(new Scenario.At((int) time, what));
    }

    private void start() {
        for (int system = 0; system < systems; system++) {
            long late = chance.oneIn(6) ? 8000 : 1000;
            at(chance.between(0, late), new Happening.Start(system));
        }
    }

    private void connect() {
        int count = 6 + chance.below(10);
        for (int i = 0; i < count; i++) {
            int pause = chance.oneIn(4) ? (int) chance.between(5000, 15_000) : (int) chance.between(50, 1500);
            int life = (int) (chance.oneIn(3) ? chance.between(100, 5000) : chance.between(10_000, 60_000));
            int dvipa = chance.below(dvipas);
            at(chance.between(2500, Run.CALM - 1), new Happening.Connect(chance.below(clients), dvipa, pause, life));
        }
    }

    private void trouble() {
        long from = chance.between(FIRST_TROUBLE, Run.CALM - 1000);
        long until = from + (chance.oneIn(2) ? chance.between(5, 1500) : chance.between(1000, 9000));
        int system = chance.below(systems);
        if (chance.oneIn(4)) {
            crowd(from, until);
        }
        switch (chance.below(KINDS)) {
            case 0, 1 -> pair(from, new Happening.Kill(system), until, new Happening.Start(system));
            case 2 -> pair(from, new Happening.PowerOff(system), until, new Happening.Start(system));
            case 3, 4 -> pair(from, new Happening.Freeze(system), until, new Happening.Thaw(system));
            case 5 -> pair(from, new Happening.Stop(system), until + 1000, new Happening.Start(system));
            case 6 -> partition(from, until);
            case 7 -> oneWay(from, until);
            case 8, 9 -> lan(from, until, system);
            case 10 -> pair(from, new Happening.Loss((int) chance.between(1, 25)), until, new Happening.Loss(0));
            case 11 -> operator(from, until, system);
            case 13 ->
                pair(from - 500, new Happening.SlowXcf((int) chance.between(5, 300)), until, new Happening.SlowXcf(0));
            case 12 -> pair(from, new Happening.StopServer(system), until, new Happening.StartServer(system));
            default -> at(from, new Happening.CloseOldest(system));
        }
    }

    /** Somebody connects all the time when the trouble begins, or ends. */
    private void crowd(long from, long until) {
        long around = (chance.oneIn(2) ? from : until) - chance.between(0, 300);
        int gap = (int) chance.between(2, 25);
        at(around, new Happening.Crowd(chance.below(clients), chance.below(dvipas), 10 + chance.below(30), gap, (int)
                chance.between(5, 1500)));
    }

    /** Now and then the end of the trouble does not come before everything is mended, or not at all. */
    private void pair(long from, Happening trouble, long until, Happening end) {
        at(from, trouble);
        if (!chance.oneIn(5)) {
            at(until, end);
        }
    }

    private void partition(long from, long until) {
        int side = 1 + chance.below((1 << systems) - 2);
        for (int a = 0; a < systems; a++) {
            for (int b = 0; b < systems; b++) {
                if ((side >> a & 1) == 0 && (side >> b & 1) == 1) {
                    at(from, new Happening.CutXcf(a, b));
                    at(from, new Happening.CutXcf(b, a));
                }
            }
        }
        if (chance.oneIn(3)) {
            cutLan(side, from);
        }
        at(until, new Happening.MendXcf());
    }

    /** The same sides on the LAN. */
    private void cutLan(int side, long from) {
        for (int a = 0; a < systems; a++) {
            if ((side >> a & 1) == 1) {
                at(from, new Happening.CutLan(a, 1, false));
                at(from + chance.between(100, 8000), new Happening.JoinLan(a));
            }
        }
    }

    private void oneWay(long from, long until) {
        int a = chance.below(systems);
        int b = (a + 1 + chance.below(systems - 1)) % systems;
        pair(from, new Happening.CutXcf(a, b), until, new Happening.MendXcf());
    }

    private void lan(long from, long until, int system) {
        int part = chance.oneIn(3) ? 1 : 2 + system;
        pair(from, new Happening.CutLan(system, part, chance.oneIn(2)), until, new Happening.JoinLan(system));
    }

    private void operator(long from, long until, int system) {
        int dvipa = chance.below(dvipas);
        switch (chance.below(3)) {
            case 0 ->
                pair(from, new Happening.Deactivate(system, dvipa), until, new Happening.Reactivate(system, dvipa));
            case 1 -> pair(from, new Happening.Leave(system), until, new Happening.Join(system));
            default -> pair(from, new Happening.Delete(system, dvipa), until, new Happening.Define(system));
        }
    }
}
