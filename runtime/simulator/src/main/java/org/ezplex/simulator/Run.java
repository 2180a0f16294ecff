// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of a scenario: what happens, then peace, then everything is closed; looked at all the while. */
final class Run {
    /** When the disturbances are over, in milliseconds. */
    static final int CALM = 20_000;

    private static final long SETTLED = CALM * Agenda.MILLISECOND + 8 * Agenda.SECOND;
    private static final long ANSWERED = SETTLED + 8 * Agenda.SECOND;
    private static final long CLOSED = ANSWERED + Agenda.SECOND;
    private static final long ORPHANS = CLOSED + 12 * Agenda.SECOND;
    private static final long CLEARED = ORPHANS + 38 * Agenda.SECOND;
    private static final long LIFE = CLEARED;
    private static final long BUSY = 5 * Agenda.MILLISECOND;

    private final Scenario scenario;
    private final World world;
    private final List<Conversation> fresh = new ArrayList<>();

    private Run(Scenario scenario, Tamper tamper, Story story) {
        this.scenario = scenario;
        world = new World(scenario, tamper, story);
    }

    /** What was broken, if anything was. */
    static Optional<Violation> of(Scenario scenario, Tamper tamper, Story story) {
        Run run = new Run(scenario, tamper, story);
        try {
            run.run();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            run.world.monitor().verdict().broken(Rule.NO_EXCEPTION, e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return run.world.monitor().verdict().violation();
    }

    private void run() {
        for (Scenario.At event : scenario.events()) {
            world.agenda().at(event.time() * Agenda.MILLISECOND, () -> happens(event.what()));
        }
        world.agenda().at(CALM * Agenda.MILLISECOND, this::calm);
        world.run(SETTLED);
        if (world.monitor().verdict().content()) {
            world.monitor().settled();
            openAndAsk();
        }
        world.run(ANSWERED);
        if (world.monitor().verdict().content()) {
            world.monitor().connections().answered(SETTLED);
            world.monitor().connections().opened(fresh);
            conversations(Conversation::pause);
        }
        world.run(CLOSED);
        if (world.monitor().verdict().content()) {
            world.monitor().settled();
            conversations(Conversation::close);
        }
        world.run(ORPHANS);
        endOrphans();
        world.run(CLEARED);
        if (world.monitor().verdict().content()) {
            world.monitor().settled();
            world.monitor().cleared();
        }
    }

    private void conversations(Consumer<Conversation> what) {
        world.clients().forEach(client -> List.copyOf(client.conversations()).forEach(what));
    }

    private void openAndAsk() {
        conversations(Conversation::request);
        for (Client client : world.clients()) {
            for (int dvipa = 0; dvipa < scenario.dvipas(); dvipa++) {
                fresh.add(client.connect(Names.dvipa(dvipa), Agenda.SECOND, LIFE));
            }
        }
    }

    /** Servers give up, by and by, the connections whose clients know nothing of them any more, or cannot say so. */
    private void endOrphans() {
        for (Host host : world.hosts()) {
            conversations(c -> host.end(c.connection()));
        }
    }

    /** Everything is mended; what does not run stays as it is. */
    private void calm() {
        world.tell(() -> "everything is mended");
        world.network().mend();
        world.network().slow(0);
        world.lan().lossy(0);
        for (Host host : world.hosts()) {
            happens(new Happening.Thaw(host.number()));
            happens(new Happening.JoinLan(host.number()));
            happens(new Happening.StartServer(host.number()));
        }
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    private void happens(Happening what) {
        world.tell(() -> "**** " + what);
        if (!(toSystem(what) || toHost(what) || byOperator(what))) {
            toNetwork(what);
        }
    }

    private Optional<Life> life(int system) {
        return Optional.ofNullable(world.hosts().get(system).life());
    }

    private boolean toSystem(Happening what) {
        if (what instanceof Happening.Start e) {
            start(world.hosts().get(e.system()));
        } else if (what instanceof Happening.Kill e) {
            life(e.system()).ifPresent(life -> {
                life.end();
                world.network().died(e.system());
            });
        } else if (what instanceof Happening.Freeze e) {
            life(e.system()).filter(life -> !life.frozen()).ifPresent(Life::freeze);
        } else if (what instanceof Happening.Thaw e) {
            life(e.system()).filter(Life::frozen).ifPresent(this::thaw);
        } else if (what instanceof Happening.Stop e) {
            life(e.system()).filter(life -> !life.frozen()).ifPresent(Life::stop);
        } else {
            return false;
        }
        return true;
    }

    private void thaw(Life life) {
        if (life.xcf().members().isEmpty()) {
            world.monitor().knowledge().thawsAlone(life);
        }
        life.thaw();
    }

    private void start(Host host) {
        if (host.life() == null) {
            host.powerOn();
            Life life = new Life(host, world);
            host.run(life);
            life.start(profile(host.number()));
        }
    }

    private List<Scenario.Statement> profile(int system) {
        return scenario.statements().stream().filter(s -> s.system() == system).toList();
    }

    private boolean toHost(Happening what) {
        if (what instanceof Happening.PowerOff e) {
            Host host = world.hosts().get(e.system());
            life(e.system()).ifPresent(life -> {
                life.end();
                world.network().vanished(e.system());
            });
            host.powerOff();
        } else if (what instanceof Happening.CutLan e) {
            Host host = world.hosts().get(e.system());
            world.lan().move(host.lanPort(), e.part());
            host.link(!e.noticed());
        } else if (what instanceof Happening.JoinLan e) {
            Host host = world.hosts().get(e.system());
            world.lan().move(host.lanPort(), 0);
            host.link(true);
        } else if (what instanceof Happening.StopServer e) {
            world.hosts().get(e.system()).serve(false);
        } else if (what instanceof Happening.StartServer e) {
            world.hosts().get(e.system()).serve(true);
        } else if (what instanceof Happening.CloseOldest e) {
            world.hosts().get(e.system()).closeOldest();
        } else {
            return false;
        }
        return true;
    }

    private boolean byOperator(Happening what) {
        if (what instanceof Happening.Deactivate e) {
            life(e.system()).ifPresent(life -> life.deactivate(Names.dvipa(e.dvipa())));
        } else if (what instanceof Happening.Reactivate e) {
            life(e.system()).ifPresent(life -> life.reactivate(Names.dvipa(e.dvipa())));
        } else if (what instanceof Happening.Delete e) {
            life(e.system())
                    .ifPresent(life -> life.profile(profile(e.system()).stream()
                            .filter(s -> s.dvipa() != e.dvipa())
                            .toList()));
        } else if (what instanceof Happening.Define e) {
            life(e.system()).ifPresent(life -> life.profile(profile(e.system())));
        } else if (what instanceof Happening.Leave e) {
            life(e.system()).filter(life -> life.xcf().inGroup()).ifPresent(Life::leave);
        } else if (what instanceof Happening.Join e) {
            life(e.system()).ifPresent(Life::joinGroup);
        } else {
            return false;
        }
        return true;
    }

    private void toNetwork(Happening what) {
        if (what instanceof Happening.CutXcf e) {
            world.network().cut(e.from(), e.to(), true);
        } else if (what instanceof Happening.SlowXcf e) {
            world.network().slow(e.most() * Agenda.MILLISECOND);
        } else if (what instanceof Happening.MendXcf) {
            world.network().mend();
        } else if (what instanceof Happening.Loss e) {
            world.lan().lossy(e.percent());
        } else if (what instanceof Happening.Crowd e) {
            crowd(e, 0);
        } else if (what instanceof Happening.Connect e) {
            world.clients()
                    .get(e.client())
                    .connect(Names.dvipa(e.dvipa()), e.pause() * Agenda.MILLISECOND, e.life() * Agenda.MILLISECOND);
        }
    }

    private void crowd(Happening.Crowd crowd, int made) {
        if (made < crowd.count()) {
            world.clients()
                    .get(crowd.client())
                    .connect(Names.dvipa(crowd.dvipa()), BUSY, crowd.life() * Agenda.MILLISECOND);
            world.agenda().in(crowd.gap() * Agenda.MILLISECOND, () -> crowd(crowd, made + 1));
        }
    }
}
