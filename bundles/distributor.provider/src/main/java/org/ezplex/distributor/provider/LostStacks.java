// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.system.EventLoop;

/**
 * Stacks that are out of sight. Their hosts are asked on the LAN whether they live: as long as one does, its kernel goes on with its
 * connections, whatever has become of the system on it; once it is gone, so are they. Used on the event loop only.
 */
public final class LostStacks {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /**
     * A host that has answered before is gone when it was silent so often in a row. It is asked every second, perhaps for hours: the
     * one time that an answer is late must not cost its connections.
     */
    private static final int SILENT_TIMES = 3;

    /** One that somebody has just known is gone when it was silent twice: the first silence may be that of a time without a link. */
    private static final int FOUND_TIMES = 2;

    private final EventLoop loop;
    private final BiFunction<String, Report.Host, CompletionStage<Boolean>> host;
    private final Exits exits;
    /** In the order in which they were lost. */
    private final List<Lost> lost = new ArrayList<>();

    private final Map<String, Set<IpAddress>> reported = new HashMap<>();

    /** Of each stack in sight, those that were out of sight already when it came. */
    private final Map<String, Set<String>> before = new HashMap<>();

    private volatile boolean closed;

    /** What becomes of a lost stack. */
    public interface Exits {
        /** Its host is gone, and its connections with it. */
        void gone(String member);

        /** Where segments that nobody knows go may have changed. */
        void changed();
    }

    /** A stack, and whether it is still out of sight; an instance for each time that it is lost. */
    private static final class Lost {
        private final String member;
        private final Report.Host where;
        private boolean met;
        /** Somebody else has known where it is, and it has been asked since. */
        private boolean found;

        private int patience = 1;

        private Lost(String member, Report.Host where) {
            this.member = member;
            this.where = where;
        }
    }

    /**
     * None yet.
     *
     * @param host asks whether the host of a member lives, which is there; fails where nobody knows: it is taken for alive then, and asked again
     */
    public LostStacks(EventLoop loop, BiFunction<String, Report.Host, CompletionStage<Boolean>> host, Exits exits) {
        this.loop = loop;
        this.host = host;
        this.exits = exits;
    }

    /**
     * A stack is out of sight.
     *
     * @param where its host was when that was last known
     * @return false if nobody can tell what has become of its host, since it had no address on the LAN
     */
    public boolean lose(String member, Optional<Report.Host> where) {
        before.remove(member);
        lost(member).ifPresent(lost::remove);
        where.ifPresent(there -> {
            Lost now = new Lost(member, there);
            lost.add(now);
            ask(now);
            exits.changed();
        });
        return where.isPresent();
    }

    /**
     * One that is out of sight was known to somebody else, and where it is: it was lost before all those that this stack has lost itself.
     * One that is known to be lost, and whose host has not answered yet, is asked for anew: this stack may have had no link before.
     */
    public void find(String member, Report.Host where) {
        Optional<Lost> known = lost(member);
        Lost now = new Lost(member, where);
        now.patience = FOUND_TIMES;
        now.found = true;
        if (known.isEmpty()) {
            lost.add(0, now);
            ask(now);
            exits.changed();
        } else if (known.get().patience == 1 && !known.get().found && !known.get().met) {
            lost.set(lost.indexOf(known.get()), now);
            ask(now);
        }
    }

    private Optional<Lost> lost(String member) {
        return lost.stream().filter(stack -> stack.member.equals(member)).findFirst();
    }

    /** It is back; until it has reported, its connections are as unknown as before. False if it was not lost. */
    public boolean meet(String member) {
        Optional<Lost> back = lost(member);
        back.ifPresent(stack -> stack.met = true);
        before.put(member, outOfSight());
        return back.isPresent();
    }

    /** The members that are out of sight while their hosts are not known to be gone. */
    public Set<String> outOfSight() {
        return lost.stream()
                .filter(stack -> !stack.met)
                .map(stack -> stack.member)
                .collect(Collectors.toSet());
    }

    /** What there is to tell of each stack that is out of sight, connections apart: its host is not known to be gone. */
    public List<Report.Bequest> bequests(IpAddress dvipa, long epoch) {
        return lost.stream()
                .filter(stack -> !stack.met)
                .map(stack -> new Report.Bequest(
                        dvipa,
                        epoch,
                        false,
                        false,
                        0,
                        stack.member,
                        isKnown(stack.member, dvipa),
                        Optional.of(stack.where),
                        List.of()))
                .toList();
    }

    /** Those of {@link #bequests} that were out of sight already when a stack came into sight, which may never have met them. */
    public List<Report.Bequest> notMetBy(String member, IpAddress dvipa, long epoch) {
        Set<String> unmet = before.getOrDefault(member, Set.of());
        return bequests(dvipa, epoch).stream()
                .filter(known -> unmet.contains(known.target()))
                .toList();
    }

    /** A stack has reported all its connections to a DVIPA: none of them are unknown any more, be it lost or not. */
    public void reported(String member, IpAddress dvipa) {
        boolean news = reported.computeIfAbsent(member, m -> new HashSet<>()).add(dvipa);
        if (news && lost(member).isPresent()) {
            exits.changed();
        }
    }

    /** Whether a stack is out of sight, and its host is not known to be gone. */
    public boolean isLost(String member) {
        return lost(member).isPresent();
    }

    /** Whether all connections of a stack to a DVIPA are known. */
    public boolean isKnown(String member, IpAddress dvipa) {
        return reported.getOrDefault(member, Set.of()).contains(dvipa);
    }

    /** What was reported of a DVIPA is forgotten. */
    public void forget(IpAddress dvipa) {
        reported.values().forEach(dvipas -> dvipas.remove(dvipa));
    }

    /**
     * The stack whose host may have connections to a DVIPA that nobody has reported: it was lost before it could report. Of several, the
     * one lost last.
     */
    public Optional<String> stray(IpAddress dvipa) {
        return lost.stream()
                .map(stack -> stack.member)
                .filter(member -> !isKnown(member, dvipa))
                .reduce((earlier, later) -> later);
    }

    /**
     * {@link #stray} while a part of the sysplex that was cut off may be back on the LAN: one of several stacks would reset what the
     * others have; what one alone may have, it knows.
     */
    public Optional<String> strayOfOne(IpAddress dvipa) {
        return outOfSight().size() > 1 ? Optional.empty() : stray(dvipa);
    }

    /** Nobody is asked any more: an answer that is still to come ends it. On any thread. */
    public void close() {
        closed = true;
    }

    private void ask(Lost stack) {
        if (closed) {
            return;
        }
        host.apply(stack.member, stack.where)
                .exceptionally(unknown -> true)
                .thenAccept(alive -> loop.execute(() -> answered(stack, alive)));
    }

    private void answered(Lost stack, boolean alive) {
        String member = stack.member;
        if (closed || !lost.contains(stack) || stack.met) {
            return;
        }
        if (alive) {
            stack.patience = SILENT_TIMES;
            loop.schedule(ASK_AGAIN, () -> ask(stack));
        } else if (stack.patience > 1) {
            stack.patience--;
            ask(stack);
        } else {
            lost.remove(stack);
            reported.remove(member);
            exits.gone(member);
            exits.changed();
        }
    }

    /** Nobody can be asked while there is no adapter: until then a host is taken for alive, and asked about again. */
    static CompletionStage<Boolean> unknown() {
        return CompletableFuture.completedFuture(true);
    }
}
