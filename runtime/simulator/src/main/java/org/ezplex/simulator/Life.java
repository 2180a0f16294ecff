// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ezplex.distributor.provider.Outbox;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.xcf.Standing;

/** One life of a system, from its start to its end: the cores, with everything the product puts around them. */
final class Life {
    private static final long LEAVE = 7 * Agenda.SECOND;
    private static final long AUDIT = 20 * Agenda.SECOND;

    private final Host host;
    private final World world;
    private final Loop loop;
    private final Loop nic;
    private final Loop groupThread;
    private final Loop reader;
    private final Outbox outbox;
    private final XcfEndpoint xcf;
    private final Adapter adapter;
    private final DistributorPart distributor;
    private final TargetPart target;
    private final VipaPart vipa;
    private long frozenSince = -1;
    private boolean stopping;
    private boolean reachable;
    private boolean ended;

    /** Not started yet. */
    Life(Host host, World world) {
        this.host = host;
        this.world = world;
        loop = new Loop(world.agenda(), world.chance());
        nic = new Loop(world.agenda(), world.chance());
        groupThread = new Loop(world.agenda(), world.chance());
        reader = new Loop(world.agenda(), world.chance());
        outbox = new Outbox(this::send);
        xcf = new XcfEndpoint(host.number(), world.network(), world.agenda(), groupThread, new Exits());
        adapter = new Adapter(
                Names.vmac(host.number()),
                nic,
                () -> world.tamper().fence(xcf.current),
                this::send,
                (dvipa, by, probe) -> loop.execute(
                        () -> apply(new VipaEvent.ClaimSeen(dvipa, new org.ezplex.net.MacAddress(by), probe))));
        distributor = new DistributorPart(this);
        target = new TargetPart(this);
        vipa = new VipaPart(this, new Ownership());
    }

    void start(List<Scenario.Statement> profile) {
        world.network().born(number());
        loop.execute(() -> {
            // What the event loop of a new system learns first.
            reachable = host.linked();
            distributor.router().stacks(List.of(describe()));
            distributor.apply(new DistributorCore.Stacks(List.of(describe())));
            listenersChanged();
            profile(profile);
        });
        loop.schedule(AUDIT, this::audit);
        world.network().join(number(), xcf);
    }

    // ---- what is where ---------------------------------------------------------------------------------------------

    int number() {
        return host.number();
    }

    Host host() {
        return host;
    }

    World world() {
        return world;
    }

    Loop loop() {
        return loop;
    }

    XcfEndpoint xcf() {
        return xcf;
    }

    Adapter adapter() {
        return adapter;
    }

    VipaPart vipa() {
        return vipa;
    }

    TargetPart target() {
        return target;
    }

    DistributorPart distributor() {
        return distributor;
    }

    StackInfo describe() {
        return Names.stack(number(), host.linked());
    }

    boolean ended() {
        return ended;
    }

    boolean frozen() {
        return frozenSince >= 0;
    }

    /** Whether its adapter may act just now. */
    boolean acts() {
        return !ended && !frozen() && world.tamper().fence(xcf.current);
    }

    // ---- what befalls it -------------------------------------------------------------------------------------------

    /** Without a word. */
    void end() {
        ended = true;
        host.run(null);
        loop.end();
        nic.end();
        groupThread.end();
        reader.end();
    }

    void freeze() {
        frozenSince = world.agenda().now();
        loop.freeze();
        nic.freeze();
        groupThread.freeze();
        reader.freeze();
        world.network().freeze(number());
    }

    void thaw() {
        long paused = world.agenda().now() - frozenSince;
        frozenSince = -1;
        world.network().thaw(number(), paused);
        groupThread.thaw();
        reader.thaw();
        loop.thaw();
        nic.thaw();
    }

    /** Gives away what it owns, leaves, ends. */
    void stop() {
        stopping = true;
        if (xcf.inGroup()) {
            leave();
        } else {
            endInOrder();
        }
    }

    private void endInOrder() {
        groupThread.run(() -> {
            xcf.leave();
            world.network().left(number());
            end();
        });
    }

    void deactivate(IpAddress dvipa) {
        apply(new VipaEvent.Deactivate(dvipa));
    }

    void reactivate(IpAddress dvipa) {
        apply(new VipaEvent.Reactivate(dvipa));
    }

    void leave() {
        apply(new VipaEvent.Leave());
        loop.schedule(LEAVE, () -> {
            if (vipa.state().membership().leaving()) {
                leaveGroup();
            }
        });
    }

    void leaveGroup() {
        groupThread.execute(xcf::leave);
    }

    void joinGroup() {
        if (!xcf.inGroup()) {
            world.network().join(number(), xcf);
        }
    }

    void profile(List<Scenario.Statement> statements) {
        List<DvipaDefinition> definitions = new ArrayList<>();
        List<Distribution> distributions = new ArrayList<>();
        for (Scenario.Statement statement : statements) {
            definitions.add(statement.definition());
            if (statement.distributed()) {
                distributions.add(statement.distribution());
            }
        }
        apply(new VipaEvent.ProfileChanged(definitions, distributions));
    }

    void linkChanged() {
        loop.execute(() -> apply(new VipaEvent.SelfChanged(describe())));
    }

    void listenersChanged() {
        loop.execute(() -> target.listeners(host.serving()));
    }

    void connectionEnded(TcpConnection connection) {
        loop.execute(() -> target.apply(new TargetCore.Ended(List.of(connection))));
    }

    void apply(VipaEvent event) {
        loop.run(() -> vipa.apply(event));
    }

    private void audit() {
        target.apply(new TargetCore.AuditDue());
        distributor.apply(new DistributorCore.AuditDue());
        loop.schedule(AUDIT, this::audit);
    }

    void learned(IpAddress dvipa, long epoch) {
        loop.execute(() -> vipa.apply(new VipaEvent.Learned(dvipa, epoch)));
    }

    // ---- LAN -------------------------------------------------------------------------------------------------------

    private void send(String member, Report report) {
        xcf.send(Names.number(member), new Message.OfDistributor(report));
    }

    private void send(Frame frame) {
        long mac = frame instanceof Frame.HostRequest request ? Names.nicMac(request.host()) : Lan.BROADCAST;
        world.lan().send(host.lanPort(), mac, frame);
    }

    /** A frame that came to the adapter. */
    void frame(Frame frame) {
        nic.run(() -> {
            if (frame instanceof Frame.HostReply reply) {
                adapter.heard(reply);
            } else if (frame instanceof Frame.Segment segment) {
                if (acts() && adapter.takesFrames(segment.connection().local())) {
                    distributor.router().received(segment);
                }
            } else {
                answer(adapter.arp(frame), frame);
            }
        });
    }

    private void answer(Frame reply, Frame question) {
        if (reply != null && question instanceof Frame.Request request) {
            world.lan().send(host.lanPort(), request.by(), reply);
        } else if (reply != null) {
            world.lan().send(host.lanPort(), Lan.BROADCAST, reply);
        }
    }

    /** Reads much at a time, beside the event loop, and takes its time over it. */
    void read(Runnable what) {
        reader.schedule(world.chance().oneIn(10) ? world.chance().between(1000, 20_000) : 100, what);
    }

    Outbox outbox() {
        return outbox;
    }

    Loop nic() {
        return nic;
    }

    // ---- group -----------------------------------------------------------------------------------------------------

    /** As the component does: everything on the event loop, in the order it came. */
    private final class Exits implements XcfExits {
        @Override
        public void groupJoined(Set<Integer> others) {
            Set<String> names = others.stream().map(Names::member).collect(Collectors.toSet());
            later(new VipaEvent.GroupJoined(names));
        }

        @Override
        public void groupLeft() {
            later(new VipaEvent.GroupLeft());
            if (stopping) {
                loop.execute(Life.this::endInOrder);
            }
        }

        @Override
        public void joined(int member) {
            later(new VipaEvent.MemberJoined(Names.member(member)));
        }

        @Override
        public void gone(int member) {
            later(new VipaEvent.MemberGone(Names.member(member)));
        }

        @Override
        public void standingChanged(Standing standing) {
            later(new VipaEvent.StandingChanged(standing));
            loop.execute(() -> distributor.stands(standing));
        }

        @Override
        public void expelled() {
            later(new VipaEvent.Expelled());
        }

        @Override
        public void message(int sender, Object message) {
            loop.execute(() -> received(Names.member(sender), (Message) message));
        }

        private void later(VipaEvent event) {
            loop.execute(() -> vipa.apply(event));
        }
    }

    private void received(String sender, Message message) {
        if (message instanceof Message.List m) {
            vipa.apply(new VipaEvent.ListReceived(m.list()));
        } else if (message instanceof Message.ListRequest) {
            vipa.apply(new VipaEvent.ListRequested(sender));
        } else if (message instanceof Message.OfDistributor m) {
            if (m.report() instanceof Report.Wanted wanted) {
                target.apply(new TargetCore.Asked(sender, wanted.dvipa(), wanted.epoch()));
            } else if (m.report() instanceof Report.Acknowledged acknowledged) {
                outbox.acknowledged(sender, acknowledged);
            } else {
                distributor.apply(new DistributorCore.Reported(sender, m.report()));
                outbox.acknowledge(sender, m.report());
            }
        }
    }

    // ---- what the ownership core tells the distributor
    // ---------------------------------------------------------------

    private final class Ownership implements VipaListener {
        @Override
        public void stacksChanged(List<StackInfo> stacks) {
            distributor.router().stacks(stacks);
            reportIfReachableAgain(stacks);
            distributor.apply(new DistributorCore.Stacks(stacks));
        }

        @Override
        public void prepare(DistributedRoute route) {
            distributor.apply(new DistributorCore.Prepared(route));
        }

        @Override
        public void distribute(DistributedRoute route) {
            distributor.apply(new DistributorCore.Owned(route));
        }

        @Override
        public void surrender(DistributedRoute next) {
            distributor.apply(new DistributorCore.Surrendered(next));
        }

        @Override
        public void stopDistributing(IpAddress dvipa) {
            distributor.apply(new DistributorCore.Lost(dvipa));
        }

        @Override
        public void target(DistributedRoute route) {
            target.apply(new TargetCore.Assigned(route));
        }

        @Override
        public void targetNext(DistributedRoute next) {
            distributor.tellOfLost(next);
            target.apply(new TargetCore.NextAssigned(next));
        }

        @Override
        public void targetNextGone(IpAddress dvipa) {
            target.apply(new TargetCore.NextGone(dvipa));
        }

        @Override
        public void targetWithoutOwner(IpAddress dvipa) {
            target.apply(new TargetCore.OwnerGone(dvipa));
        }

        @Override
        public void stopTarget(IpAddress dvipa) {
            target.apply(new TargetCore.Released(dvipa));
        }

        @Override
        public boolean handingOver() {
            return outbox.handingOver();
        }

        @Override
        public boolean routes(IpAddress dvipa) {
            return distributor.router().routes(dvipa);
        }
    }

    private void reportIfReachableAgain(List<StackInfo> stacks) {
        boolean now = stacks.stream()
                .anyMatch(s ->
                        s.member().equals(Names.member(number())) && s.mac().isPresent());
        if (now && !reachable) {
            loop.execute(() -> target.apply(new TargetCore.AuditDue()));
        }
        reachable = now;
    }
}
