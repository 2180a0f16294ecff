// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an address comes and goes between stacks: probes, admission, silence, yielding, claims. */
class OwnershipTest extends AdapterCase {
    private static final String V4 = "192.0.2.100";
    private static final String V6 = "2001:db8:1::1234:100";
    private static final MacAddress LOWER = new MacAddress(VMAC.bits() - 1);
    private static final MacAddress HIGHER = new MacAddress(VMAC.bits() + 1);

    private final List<String> told = new ArrayList<>();

    private void listen() {
        adapter.watch((address, by, probe) -> told.add((probe ? "probe " : "claim ") + address + " by " + by));
    }

    private CompletionStage<Registration> quickly(IpAddress vipa) {
        return adapter.register(vipa, Probe.QUICK);
    }

    private static boolean isRegistered(CompletionStage<Registration> outcome) {
        return outcome.toCompletableFuture().getNow(null) instanceof Registration.Registered;
    }

    /** Frames heard, but the group reports that go before those of IPv6. */
    private int heardFrames(IpAddress vipa) {
        return vipa.isV4() ? heard.size() : heard.size() / 2;
    }

    private void takesFrames(IpAddress vipa, int expected) {
        dataPath.received.clear();
        client.transmit(segment(vipa));
        run();
        assertThat(dataPath.received).hasSize(expected);
    }

    private OatEntry entry() {
        assertThat(adapter.oat()).hasSize(1);
        return adapter.oat().get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void aQuickProbeAsksTwiceAndTakesTwentyFourMilliseconds(String address) {
        IpAddress vipa = IpAddress.of(address);
        CompletionStage<Registration> outcome = quickly(vipa);
        pass(23);
        assertThat(heardFrames(vipa)).isEqualTo(2);
        assertThat(isRegistered(outcome)).isFalse();
        pass(1);
        assertThat(isRegistered(outcome)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void withoutAProbeAnAddressIsTakenAndAnnouncedAtOnceAndSoonAgain(String address) {
        IpAddress vipa = IpAddress.of(address);
        int frames = vipa.isV4() ? 2 : 1;
        CompletionStage<Registration> outcome = adapter.register(vipa, Probe.NONE);
        run();
        assertThat(isRegistered(outcome)).isTrue();
        assertThat(heardFrames(vipa)).isEqualTo(frames);
        pass(50);
        assertThat(heardFrames(vipa)).isEqualTo(2 * frames);
        pass(150);
        assertThat(heardFrames(vipa)).isEqualTo(3 * frames);
        pass(2000);
        assertThat(heardFrames(vipa)).isEqualTo(5 * frames);
        pass(59_000);
        assertThat(heardFrames(vipa)).isEqualTo(5 * frames);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anAddressInUseIsRefusedAQuickProbeWithinMilliseconds(String address) {
        IpAddress vipa = IpAddress.of(address);
        CompletionStage<Registration> outcome = quickly(vipa);
        pass(3);
        client.transmit(claim(vipa, client.mac()));
        pass(2);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(client.mac()));
        assertThat(adapter.oat()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anAdmittedAddressTakesFramesAndSaysNothing(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.admit(vipa);
        takesFrames(vipa, 1);
        silence(question(vipa));
        silence(probe(vipa, client.mac()));
        silence(echo(vipa));
        silence(claim(vipa, client.mac()));
        adapter.announce(vipa);
        pass(120_000);
        assertThat(heard).isEmpty();
        assertThat(entry().state()).isEqualTo(OatEntry.State.ADMITTED);
        assertThat(counter(Verdict.NOT_REGISTERED)).as("the echo").isEqualTo(1);
        assertThat(messages.lines()).isEmpty();
        adapter.deregister(vipa);
        takesFrames(vipa, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anAdmittedAddressTakesFramesWhileItIsProbedForAndAfterThat(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.admit(vipa);
        CompletionStage<Registration> outcome = register(vipa);
        for (int i = 0; i < 200; i++) {
            takesFrames(vipa, 1);
            pass(1);
        }
        assertThat(isRegistered(outcome)).isTrue();
        assertThat(entry().state()).isEqualTo(OatEntry.State.REGISTERED);
        adapter.admit(vipa);
        assertThat(entry().state()).as("no step back").isEqualTo(OatEntry.State.REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anAddressAdmittedWhileItIsProbedForTakesFrames(String address) {
        IpAddress vipa = IpAddress.of(address);
        CompletionStage<Registration> outcome = register(vipa);
        pass(10);
        takesFrames(vipa, 0);
        adapter.admit(vipa);
        takesFrames(vipa, 1);
        pass(150);
        assertThat(isRegistered(outcome)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anAdmittedAddressThatIsInUseStaysAdmitted(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.admit(vipa);
        CompletionStage<Registration> outcome = quickly(vipa);
        pass(3);
        client.transmit(claim(vipa, client.mac()));
        pass(3);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(client.mac()));
        takesFrames(vipa, 1);
        assertThat(entry().state()).isEqualTo(OatEntry.State.ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void aSilencedAddressTakesFramesAndSaysNothingUntilItIsRegisteredAgain(String address) {
        IpAddress vipa = IpAddress.of(address);
        adapter.register(vipa, Probe.NONE);
        pass(60);
        adapter.silence(vipa);
        heard.clear();
        silence(question(vipa));
        silence(probe(vipa, client.mac()));
        silence(echo(vipa));
        takesFrames(vipa, 1);
        pass(120_000);
        assertThat(heard).as("announcements").isEmpty();
        CompletionStage<Registration> again = adapter.register(vipa, Probe.NONE);
        run();
        assertThat(isRegistered(again)).isTrue();
        pass(199);
        assertThat(heardFrames(vipa)).as("announced by one, not two").isEqualTo(vipa.isV4() ? 4 : 2);
    }

    @Test
    void silenceWithdrawsARegistrationUnderWay() {
        CompletionStage<Registration> outcome = register(VIPA);
        pass(60);
        adapter.silence(VIPA);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.Withdrawn());
        takesFrames(VIPA, 1);
        adapter.silence(VIPA6);
        assertThat(entry().address()).as("what was never there stays so").isEqualTo(VIPA);
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void probesOfOthersAreAnsweredAndToldOrYieldedToAndTold(String address) {
        IpAddress vipa = IpAddress.of(address);
        listen();
        registered(vipa);
        answer(probe(vipa, client.mac()));
        pass(1);
        adapter.yielding(true);
        silence(probe(vipa, client.mac()));
        pass(1);
        String notice = "probe " + vipa + " by " + client.mac();
        assertThat(told).containsExactly(notice, notice);
        assertThat(counter(Verdict.YIELDED)).isEqualTo(1);
        answer(question(vipa));
        adapter.yielding(false);
        answer(probe(vipa, client.mac()));
        assertThat(messages.lines()).as("a probe is no conflict").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void claimsOfOthersAreToldWithinAMillisecondAndContestedByWhoDoesNotYield(String address) {
        IpAddress vipa = IpAddress.of(address);
        listen();
        registered(vipa);
        adapter.yielding(true);
        client.transmit(claim(vipa, client.mac()));
        pass(1);
        assertThat(told).containsExactly("claim " + vipa + " by " + client.mac());
        pass(10_000);
        assertThat(heard).isEmpty();
        adapter.yielding(false);
        client.transmit(claim(vipa, client.mac()));
        pass(10_000);
        assertThat(told).hasSize(2);
        assertThat(heardFrames(vipa)).as("announced once").isEqualTo(vipa.isV4() ? 2 : 1);
        assertThat(messages.lines()).hasSize(1);
    }

    @Test
    void aFloodOfClaimsIsToldOnceAMillisecondAndAProbeDoesNotHideAClaim() {
        listen();
        registered(VIPA);
        for (int i = 0; i < 1000; i++) {
            client.transmit(claim(VIPA, client.mac()));
            client.transmit(probe(VIPA, client.mac()));
        }
        hub.run(now);
        pass(1);
        assertThat(told).containsExactly("claim " + VIPA + " by " + client.mac());
    }

    @Test
    void whoGivesTheAddressUpWhenToldOfAClaimReportsAndContestsNothing() {
        registered(VIPA);
        adapter.watch((address, by, probe) -> {
            throw new IllegalStateException("a listener that fails");
        });
        adapter.watch((address, by, probe) -> adapter.deregister(address));
        client.transmit(claim(VIPA, client.mac()));
        pass(10_000);
        assertThat(adapter.oat()).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(messages.lines()).isEmpty();
    }

    @Test
    void aListenerThatWasClosedIsToldNothing() throws Exception {
        registered(VIPA);
        AutoCloseable watching = adapter.watch((address, by, probe) -> told.add("told"));
        watching.close();
        client.transmit(claim(VIPA, client.mac()));
        pass(10);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void whoYieldsListensFirstAndLetsAnotherProberHaveTheAddress(String address) {
        IpAddress vipa = IpAddress.of(address);
        Adapter minority = adapter("OSA2", LOWER, new Recorder());
        minority.yielding(true);
        CompletionStage<Registration> theirs = minority.register(vipa, Probe.THOROUGH);
        CompletionStage<Registration> ours = quickly(vipa);
        pass(30);
        assertThat(isRegistered(ours)).isTrue();
        pass(300);
        assertThat(theirs.toCompletableFuture()).isCompletedWithValue(new Registration.InUse(VMAC));
    }

    @ParameterizedTest
    @ValueSource(strings = {V4, V6})
    void anOwnerThatYieldsLosesItsAddressToAQuickProbe(String address) {
        IpAddress vipa = IpAddress.of(address);
        SharedAdapter minority = adapter("OSA2", HIGHER, new Recorder());
        minority.register(vipa, Probe.NONE);
        pass(3000);
        minority.yielding(true);
        minority.watch((claimed, by, probe) -> minority.deregister(claimed));
        CompletionStage<Registration> ours = quickly(vipa);
        pass(2);
        assertThat(minority.oat()).isEmpty();
        pass(24);
        assertThat(isRegistered(ours)).isTrue();
        heard.clear();
        ByteBuffer reply = answer(question(vipa));
        assertThat(reply).isNotNull();
    }
}
