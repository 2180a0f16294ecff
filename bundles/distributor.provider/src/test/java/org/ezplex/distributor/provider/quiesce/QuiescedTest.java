// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.TcpListener;
import org.junit.jupiter.api.Test;

class QuiescedTest {
    private static final TcpListener HTTP = listener(80, 1);
    private static final TcpListener HTTP_OF_ANOTHER = listener(80, 2);
    private static final TcpListener HTTPS = listener(443, 3);
    private static final Set<TcpListener> ALL = Set.of(HTTP, HTTP_OF_ANOTHER, HTTPS);
    private static final Map<Long, Set<String>> JOBS =
            Map.of(1L, Set.of("NGINX"), 2L, Set.of("HTTPD", "SYSTEMD"), 3L, Set.of("NGINX"));

    @Test
    void whereNothingIsQuiescedEveryListenerIsOpen() {
        assertThat(Quiesced.NOTHING.open(ALL, Map.of())).isEqualTo(ALL);
    }

    @Test
    void wholeTargetLeavesNoneOpen() {
        assertThat(open(QuiesceTarget.WHOLE)).isEmpty();
    }

    @Test
    void aPortLeavesTheOthersOpen() {
        assertThat(open(QuiesceTarget.ofPort(80))).containsExactly(HTTPS);
    }

    @Test
    void aJobOnAPortLeavesOtherJobsThereAndItsOtherPortsOpen() {
        assertThat(open(QuiesceTarget.ofPort(80, "NGINX"))).containsExactlyInAnyOrder(HTTP_OF_ANOTHER, HTTPS);
    }

    @Test
    void aJobIsQuiescedOnEveryPort() {
        assertThat(open(QuiesceTarget.ofJob("NGINX"))).containsExactly(HTTP_OF_ANOTHER);
    }

    @Test
    void aListenerThatSeveralJobsHaveIsQuiescedWithEachOfThem() {
        assertThat(open(QuiesceTarget.ofJob("SYSTEMD"))).containsExactlyInAnyOrder(HTTP, HTTPS);
        assertThat(open(QuiesceTarget.ofJob("HTTPD"))).containsExactlyInAnyOrder(HTTP, HTTPS);
    }

    @Test
    void severalAddUp() {
        assertThat(open(QuiesceTarget.ofPort(443), QuiesceTarget.ofJob("HTTPD")))
                .containsExactly(HTTP);
    }

    @Test
    void aListenerWhoseJobIsNotKnownYetIsLeftOutWhereItMatters() {
        assertThat(Quiesced.of(List.of(QuiesceTarget.ofPort(80, "NGINX"))).open(ALL, Map.of(2L, Set.of())))
                .as("nobody's is nobody's")
                .containsExactlyInAnyOrder(HTTP_OF_ANOTHER, HTTPS);
    }

    @Test
    void jobsMatterWhereOneIsNamed() {
        assertThat(Quiesced.of(List.of(QuiesceTarget.WHOLE, QuiesceTarget.ofPort(80)))
                        .byJob())
                .isFalse();
        assertThat(Quiesced.of(List.of(QuiesceTarget.ofPort(80, "NGINX"))).byJob())
                .isTrue();
        assertThat(Quiesced.of(List.of(QuiesceTarget.ofJob("NGINX"))).byJob()).isTrue();
    }

    @Test
    void whatIsThereIsNotAddedAndWhatIsNotThereNotTakenOut() {
        Quiesced one = Quiesced.of(List.of(QuiesceTarget.ofPort(80)));
        assertThat(one.with(QuiesceTarget.ofPort(80))).isEmpty();
        assertThat(one.without(QuiesceTarget.ofPort(81))).isEmpty();
        assertThat(one.without(QuiesceTarget.ofPort(80, "NGINX")))
                .as("other words")
                .isEmpty();
        assertThat(Quiesced.NOTHING.without(QuiesceTarget.WHOLE)).isEmpty();
        assertThat(one.without(QuiesceTarget.ofPort(80))).contains(Quiesced.NOTHING);
    }

    @Test
    void theWholeTargetResumedResumesEverything() {
        Quiesced some = Quiesced.of(List.of(QuiesceTarget.ofPort(80), QuiesceTarget.ofJob("NGINX")));
        assertThat(some.without(QuiesceTarget.WHOLE)).contains(Quiesced.NOTHING);
        assertThat(some.with(QuiesceTarget.WHOLE).orElseThrow().without(QuiesceTarget.WHOLE))
                .contains(Quiesced.NOTHING);
    }

    @Test
    void theOrderIsTheWholeThenPortsThenJobs() {
        assertThat(Quiesced.of(List.of(
                                QuiesceTarget.ofJob("B"),
                                QuiesceTarget.ofPort(443),
                                QuiesceTarget.ofJob("A"),
                                QuiesceTarget.ofPort(80, "C"),
                                QuiesceTarget.WHOLE,
                                QuiesceTarget.ofPort(80)))
                        .targets())
                .extracting(QuiesceTarget::toString)
                .containsExactly("TARGET", "PORT=80", "PORT=80,JOBNAME=C", "PORT=443", "JOBNAME=A", "JOBNAME=B");
    }

    private static Set<TcpListener> open(QuiesceTarget... targets) {
        return Quiesced.of(List.of(targets)).open(ALL, JOBS);
    }

    private static TcpListener listener(int port, long inode) {
        return new TcpListener(IpAddress.ANY4, port, false, inode);
    }
}
