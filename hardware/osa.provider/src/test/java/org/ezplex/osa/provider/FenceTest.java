// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FenceTest extends AdapterCase {
    private static final String V4 = "192.0.2.100";
    private static final String V6 = "2001:db8:1::1234:100";

    private boolean open = true;

    private long kept() {
        return adapter.info().counters().get("TRANSMIT FENCED");
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void behindAClosedFenceNothingIsAnsweredHandedOnAnnouncedOrSent(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.fence(() -> open);
        adapter.register(vipa, Probe.NONE);
        run();
        open = false;
        heard.clear();
        silence(question(vipa));
        silence(probe(vipa, client.mac()));
        silence(echo(vipa));
        silence(segment(vipa));
        assertThat(dataPath.received).isEmpty();
        assertThat(counter(Verdict.FENCED)).isEqualTo(4);
        assertThat(adapter.transmit(segment(vipa))).isFalse();
        assertThat(kept()).isEqualTo(1);
        adapter.announce(vipa);
        pass(100_000);
        assertThat(heard).isEmpty();
        open = true;
        pass(50);
        assertThat(heard).as("the announcement that was due").isNotEmpty();
        heard.clear();
        answer(question(vipa));
        client.transmit(segment(vipa));
        run();
        assertThat(dataPath.received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void whatComesWhileTheFenceIsShutForAMomentIsHandedOnWhenItOpens(String address) {
        IpAddress vipa = IpAddress.of(address);
        registered(vipa);
        AtomicInteger asked = new AtomicInteger();
        adapter.fence(() -> asked.incrementAndGet() > 3);
        client.transmit(segment(vipa));
        run();
        assertThat(dataPath.received).hasSize(1);
        assertThat(counter(Verdict.FENCED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void noAnswerWaits(String address) {
        IpAddress vipa = IpAddress.of(address);
        registered(vipa);
        AtomicInteger asked = new AtomicInteger();
        adapter.fence(() -> asked.incrementAndGet() > 1);
        silence(question(vipa));
        assertThat(counter(Verdict.FENCED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void behindAClosedFenceNoProbeEndsAndAllBeginAgainWhenItOpens(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.fence(() -> open);
        CompletionStage<Registration> outcome = adapter.register(vipa, Probe.QUICK);
        pass(20);
        open = false;
        pass(10_000);
        assertThat(outcome.toCompletableFuture()).isNotDone();
        heard.clear();
        open = true;
        long opened = now;
        while (!outcome.toCompletableFuture().isDone() && now < opened + 1000 * MILLI) {
            pass(1);
        }
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
        assertThat((now - opened) / MILLI).as("two probes, 12 ms each").isBetween(24L, 75L);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void claimsAreHeardThroughTheFence(String address) {
        IpAddress vipa = IpAddress.of(address);
        registered(vipa);
        adapter.fence(() -> false);
        adapter.watch((claimed, by, probe) -> adapter.deregister(claimed));
        client.transmit(claim(vipa, client.mac()));
        pass(1);
        assertThat(adapter.oat()).isEmpty();
    }
}
