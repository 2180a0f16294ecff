// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;

/** The reports, made from the state. */
public final class VipaReports {
    private VipaReports() {}

    /** Every stack that has introduced itself, this one included, ordered by member name. */
    public static List<StackInfo> stacks(VipaState state) {
        Stream<StackInfo> others = state.lists().values().stream().map(VipaList::stack);
        return Stream.concat(Stream.of(state.self()), others)
                .sorted(Comparator.comparing(StackInfo::member))
                .toList();
    }

    /** The DVIPAs on this stack, ordered by address. */
    public static List<Dvipa> dvipas(VipaState state) {
        SortedMap<IpAddress, Dvipa> dvipas = new TreeMap<>();
        state.holdings().forEach((address, holding) -> dvipas.put(address, own(state, holding)));
        state.targets().forEach((address, role) -> dvipas.computeIfAbsent(address, a -> target(a, role)));
        return List.copyOf(dvipas.values());
    }

    private static Dvipa own(VipaState state, Holding holding) {
        boolean active = holding.owns();
        boolean left = !state.membership().inGroup() && state.membership().joins() > 0;
        IpAddress address = holding.dvipa();
        return new Dvipa(
                state.memory(address).complete(holding.definition()).address(),
                holding.definition().interfaceName(),
                left && holding.status() == DvipaStatus.BACKUP ? DvipaStatus.LEFT : holding.status(),
                holding.origin(),
                holding.definition().rank(),
                distributor(state, holding),
                state.targets().containsKey(address),
                active ? holding.epoch() : state.epoch(address),
                active ? state.self().member() : owner(state, address),
                holding.activated());
    }

    private static boolean distributor(VipaState state, Holding holding) {
        return state.distributions().stream().anyMatch(d -> d.dvipa().equals(holding.dvipa()))
                || (holding.owns()
                        && holding.route().filter(r -> !r.entries().isEmpty()).isPresent());
    }

    private static Dvipa target(IpAddress address, TargetRole role) {
        return new Dvipa(
                new IpPrefix(address, address.bits()),
                "",
                role.serving() ? DvipaStatus.ACTIVE : DvipaStatus.QUIESCING,
                DvipaOrigin.TARGET,
                0,
                false,
                true,
                role.route().epoch(),
                role.owned() ? role.route().owner() : "",
                Optional.empty());
    }

    private static String owner(VipaState state, IpAddress address) {
        return Ownership.strongest(state.lists().values().stream(), address)
                .map(Ownership::member)
                .orElse("");
    }

    /** Whether another stack owns a DVIPA or can take it over, as far as this one knows: out of the group it knows nothing. */
    public static boolean elsewhere(VipaState state, IpAddress dvipa) {
        return !state.membership().inGroup()
                || Ownership.claims(state.lists().values().stream(), dvipa)
                        .map(Ownership::claim)
                        .anyMatch(claim -> claim.owns() || claim.standing().eligible());
    }

    /** The DVIPAs of the sysplex, ordered by address. */
    public static List<SysplexDvipa> sysplex(VipaState state) {
        SortedMap<IpAddress, List<Entry>> byAddress = new TreeMap<>();
        List<VipaList> lists = new ArrayList<>(state.lists().values());
        state.published().ifPresent(lists::add);
        for (VipaList list : lists) {
            for (VipaClaim claim : list.claims()) {
                byAddress.computeIfAbsent(claim.dvipa(), a -> new ArrayList<>()).add(new Entry(list.stack(), claim));
            }
        }
        return byAddress.values().stream().map(VipaReports::sysplexDvipa).toList();
    }

    private record Entry(StackInfo stack, VipaClaim claim) {
        /** Owner first, then backups from the highest rank, then targets. */
        int order() {
            if (claim.owns()) {
                return -1;
            }
            return claim.identity().origin() == DvipaOrigin.TARGET
                    ? 1000
                    : 999 - (claim.rank() == 0 ? 255 : claim.rank());
        }
    }

    private static SysplexDvipa sysplexDvipa(List<Entry> entries) {
        entries.sort(Comparator.comparingInt(Entry::order)
                .thenComparing(e -> e.stack().member()));
        VipaClaim.Identity first = entries.get(0).claim().identity();
        List<SysplexDvipa.Row> rows = entries.stream()
                .map(e -> new SysplexDvipa.Row(
                        e.stack().stack(),
                        e.stack().system(),
                        e.claim().status(),
                        e.claim().rank(),
                        !e.claim().entries().isEmpty(),
                        e.claim().target()))
                .toList();
        return new SysplexDvipa(first.address(), first.interfaceName(), first.origin(), rows);
    }
}
