// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.Distribution.Destination;
import org.ezplex.profile.Distribution.StandbyRole;
import org.ezplex.profile.Distribution.Tier;
import org.ezplex.profile.Profile;

/** A distribution written as a statement and read again is the same. */
class RoundTripTest {
    private static final Profile BASE = Compile.text(
                    "IPCONFIG SYSPLEXROUTING DYNAMICXCF 198.51.100.11 24 1",
                    "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.100 ENDVIPADYNAMIC")
            .profile();

    @Property(tries = 300)
    void distributionSurvives(@ForAll("distributions") Distribution distribution) {
        var result = new Compile().on(BASE).ofBlock(written(distribution));
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.profile().distributions()).containsExactly(distribution);
    }

    @Provide
    Arbitrary<Distribution> distributions() {
        Arbitrary<List<PortRange>> ports = Arbitraries.integers()
                .between(1, 6553)
                .map(n -> new PortRange(n * 10, n * 10 + n % 6))
                .list()
                .uniqueElements()
                .ofMaxSize(8);
        Arbitrary<DistMethod> methods = Arbitraries.oneOf(
                Combinators.combine(number(1, 99), number(0, 99), number(0, 99)).as(DistMethod.BaseWlm::new),
                Combinators.combine(number(1, 100), number(1, 100), number(0, 3))
                        .as(DistMethod.ServerWlm::new),
                Arbitraries.of(new DistMethod.RoundRobin(), new DistMethod.WeightedActive()));
        Arbitrary<List<Integer>> targets =
                number(1, 254).list().uniqueElements().ofMaxSize(32);
        return Combinators.combine(ports, methods, targets, number(-1, 16), number(0, 100), Arbitraries.of(true, false))
                .as(RoundTripTest::distribution);
    }

    private static Arbitrary<Integer> number(int least, int most) {
        return Arbitraries.integers().between(least, most);
    }

    private static Distribution distribution(
            List<PortRange> ports, DistMethod method, List<Integer> targets, int local, int seconds, boolean shared) {
        boolean weights = method instanceof DistMethod.WeightedActive;
        boolean capacities = !weights && !(method instanceof DistMethod.RoundRobin);
        int optLocal = capacities ? local : Math.min(local, 0);
        List<Destination> destinations = targets.stream()
                .map(n -> new Destination(
                        IpAddress.of("198.51.100." + n), weights ? n % 99 + 1 : 10, StandbyRole.NONE, 0))
                .toList();
        return new Distribution(
                IpAddress.of("192.0.2.100"),
                ports,
                destinations,
                method,
                optLocal,
                shared,
                optLocal < 0 ? seconds : 0,
                Tier.NONE);
    }

    private static String written(Distribution d) {
        return "VIPADISTRIBUTE DISTMETHOD " + written(d.method())
                + (d.optLocal() < 0 ? " NOOPTLOCAL" : " OPTLOCAL " + d.optLocal())
                + (d.sysplexPorts() ? " SYSPLEXPORTS" : "")
                + (d.timedAffinitySeconds() > 0 ? " TIMEDAFFINITY " + d.timedAffinitySeconds() : "")
                + " " + d.dvipa()
                + d.ports().stream()
                        .map(p -> " " + p)
                        .collect(Collectors.joining("", d.ports().isEmpty() ? "" : " PORT", ""))
                + " DESTIP"
                + (d.toAll() ? " ALL" : "")
                + d.destinations().stream()
                        .map(t -> " " + t.address() + (t.weight() == 10 ? "" : " WEIGHT " + t.weight()))
                        .collect(Collectors.joining());
    }

    private static String written(DistMethod method) {
        if (method instanceof DistMethod.BaseWlm m) {
            return "BASEWLM PROCTYPE CP " + m.cp() + " ZAAP " + m.zaap() + " ZIIP " + m.ziip();
        }
        if (method instanceof DistMethod.ServerWlm m) {
            return "SERVERWLM PROCXCOST ZAAP " + m.zaapCost() + " ZIIP " + m.ziipCost() + " ILWEIGHTING "
                    + m.ilWeighting();
        }
        return method.keyword();
    }
}
