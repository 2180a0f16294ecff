// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.core.Samples.DVIPA;
import static org.ezplex.distributor.provider.core.Samples.connection;
import static org.ezplex.distributor.provider.core.Samples.member;
import static org.ezplex.distributor.provider.core.Samples.port;
import static org.ezplex.distributor.provider.core.Samples.route;
import static org.ezplex.distributor.provider.core.Samples.stack;
import static org.ezplex.distributor.provider.core.Samples.xcf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

/** Damaged reports of other stacks, decoded and told to an owner: each is refused, or taken, and none makes the owner remember without end. */
class ReportFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final long EPOCH = 5;

    private DistributorCore.State state = DistributorCore.State.initial(member(1));

    private static List<byte[]> sound() {
        List<TcpConnection> some = List.of(connection(40_000), connection(40_001));
        Optional<Report.Host> host = Optional.of(new Report.Host(xcf(2), new MacAddress(2)));
        return Stream.of(
                        new Report.ServerStatus(DVIPA, EPOCH, new TreeMap<>(Map.of(80, 1, 443, 2))),
                        new Report.NewConnections(DVIPA, EPOCH, true, true, 1, some),
                        new Report.EndedConnections(DVIPA, EPOCH, some),
                        new Report.Wanted(DVIPA, EPOCH),
                        new Report.Handover(DVIPA, EPOCH, true, 1, member(2), host, 2, some),
                        new Report.Acknowledged(new Report.OfBequest(DVIPA, member(2)), EPOCH, 3),
                        new Report.Bequest(DVIPA, EPOCH, true, true, 1, member(2), true, host, some),
                        new Report.Revoked(DVIPA, EPOCH, member(2), some))
                .map(ReportFuzzTest::encoded)
                .toList();
    }

    @Test
    void whatIsDamagedIsRefusedOrTaken() {
        apply(new DistributorCore.Stacks(List.of(stack(1), stack(2), stack(3))));
        apply(new DistributorCore.Owned(route(EPOCH, port(80, xcf(1), xcf(2)))));
        long understood = Fuzz.of(ReportFuzzTest.class, sound()).run(ROUNDS, input -> {
            Optional<Report> report = decoded(input);
            if (report.isPresent()) {
                assertThat(decoded(encoded(report.get()))).isEqualTo(report);
                apply(new DistributorCore.Reported(member(2), report.get()));
            }
            return report.isPresent();
        });
        assertThat(understood).isGreaterThan(ROUNDS / 100);
        assertThat(state.owners()).hasSize(1);
    }

    private void apply(DistributorCore.Event event) {
        state = DistributorCore.apply(state, event).state();
    }

    private static byte[] encoded(Report report) {
        ByteBuffer message = ReportCodec.encode(report);
        byte[] octets = new byte[message.remaining()];
        message.get(octets);
        return octets;
    }

    private static Optional<Report> decoded(byte[] message) {
        try {
            return ReportCodec.decode(MessageReader.of(ByteBuffer.wrap(message)));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
