// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalAddressesTest {
    private static final String ARP_IGNORE = "net/ipv4/conf/all/arp_ignore";
    private static final String ARP_ANNOUNCE = "net/ipv4/conf/all/arp_announce";
    private static final String RP_FILTER = "net/ipv4/conf/all/rp_filter";
    private static final IpAddress V1 = IpAddress.of("192.0.2.100");
    private static final IpAddress V2 = IpAddress.of("192.0.2.101");
    private static final IpAddress V6 = IpAddress.of("2001:db8:1::100");

    @TempDir
    Path folder;

    private HostFolder host;
    private HostChanges changes;
    private InternalAddresses internal;

    @BeforeEach
    void host() {
        host = new HostFolder(folder);
        host.setting(ARP_IGNORE, 0);
        host.setting(ARP_ANNOUNCE, 1);
        changes = host.changes("boot 1");
        internal = new InternalAddresses(changes, host);
    }

    @Test
    void addressIsOnLoopbackAndTheHostDoesNotAnswerForIt() {
        internal.add(V1);
        assertThat(host.addresses).containsExactly(HostFolder.on(1, V1));
        assertThat(internal.addresses()).containsExactly(V1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
        assertThat(host.setting(ARP_ANNOUNCE)).isEqualTo(2);
    }

    @Test
    void secondTimeDoesNothing() {
        internal.add(V1);
        internal.add(V1);
        assertThat(host.addresses).hasSize(1);
    }

    @Test
    void addressThatSomebodyTookAwayIsPutBackByAdding() {
        internal.add(V1);
        host.addresses.clear();
        internal.add(V1);
        assertThat(host.addresses).hasSize(1);
    }

    @Test
    void settingsComeBackWithTheLastIpv4Address() {
        internal.add(V1);
        internal.add(V2);
        internal.add(V6);
        internal.remove(V1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
        internal.remove(V2);
        assertThat(host.setting(ARP_IGNORE)).isZero();
        assertThat(host.setting(ARP_ANNOUNCE)).isEqualTo(1);
        assertThat(host.addresses).containsExactly(HostFolder.on(1, V6));
    }

    @Test
    void stricterSettingsStay() {
        host.setting(ARP_IGNORE, 2);
        internal.add(V1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(2);
        internal.remove(V1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(2);
    }

    @Test
    void settingThatSomebodyChangedSinceIsTheirs() {
        internal.add(V1);
        host.setting(ARP_IGNORE, 8);
        internal.remove(V1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(8);
    }

    @Test
    void addressOfTheHostIsRefusedAndNeverTouched() {
        host.addresses.add(HostFolder.on(2, V1));
        assertThatThrownBy(() -> internal.add(V1))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is an address of this host already");
        internal.remove(V1);
        assertThat(host.addresses).containsExactly(HostFolder.on(2, V1));
        assertThat(host.setting(ARP_IGNORE)).isZero();
    }

    @Test
    void refusalOfTheKernelLeavesNothingBehind() {
        host.refuses = true;
        assertThatThrownBy(() -> internal.add(V1)).isInstanceOf(StackException.class);
        assertThat(internal.addresses()).isEmpty();
        assertThat(host.setting(ARP_IGNORE)).isZero();
        assertThat(host.home.resolve("tcpip.journal")).doesNotExist();
    }

    @Test
    void groupAndLoopbackAddressesAreRefused() {
        for (String bad : new String[] {"224.0.0.1", "127.0.0.1", "0.0.0.0", "::"}) {
            assertThatThrownBy(() -> internal.add(IpAddress.of(bad))).isInstanceOf(StackException.class);
        }
    }

    @Test
    void closeTakesEverythingBack() {
        internal.add(V1);
        internal.add(V6);
        changes.close();
        assertThat(host.addresses).isEmpty();
        assertThat(host.setting(ARP_IGNORE)).isZero();
        assertThat(host.home.resolve("tcpip.journal")).doesNotExist();
    }

    @Test
    void nothingTakesTheJournalAfterTheEnd() throws Exception {
        internal.add(V1);
        changes.close();
        try (HostChanges next = host.changes("boot 1")) {
            next.begin();
            next.addAddress(V2);
            assertThatThrownBy(() -> internal.add(V1)).hasMessageContaining("has stopped");
            assertThatThrownBy(changes::begin).hasMessageContaining("has stopped");
            changes.removeAddress(V2);
            changes.restore(key -> true);
            changes.close();
            assertThat(host.addresses).containsExactly(HostFolder.on(1, V2));
            assertThat(host.home.resolve("tcpip.journal")).exists();
        }
        HostChanges afterwards = host.changes("boot 1");
        afterwards.begin();
        afterwards.close();
    }

    @Test
    void whatIsLeftStaysAsItIsForTheNext() {
        internal.add(V1);
        changes.leave();
        assertThat(host.addresses).containsExactly(HostFolder.on(1, V1));
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
        try (HostChanges next = host.changes("boot 1")) {
            assertThat(next.begin()).isEqualTo(new HostChanges.Found(1, 0));
        }
        assertThat(host.addresses).isEmpty();
        assertThat(host.setting(ARP_IGNORE)).isZero();
    }

    // ---- connections that outlive the system -----------------------------------------------------------------------

    @Test
    void addressInUseStaysWithTheSettingsThatSilenceIt() {
        internal.add(V1);
        internal.add(V2);
        internal.add(V6);
        host.connections.put(V1, 3);
        HostChanges.Remainder rest = changes.end();
        assertThat(rest.inUse()).containsExactly(Map.entry(V1, 3));
        assertThat(rest.failures()).isEmpty();
        assertThat(host.addresses).containsExactly(HostFolder.on(1, V1));
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
        assertThat(host.setting(ARP_ANNOUNCE)).isEqualTo(2);
        assertThat(host.home.resolve("tcpip.journal")).exists();
    }

    @Test
    void settingsThatSilenceNothingAreTakenBackBesideAnAddressInUse() {
        host.setting(RP_FILTER, 1);
        internal.add(V6);
        internal.add(V1);
        changes.set(RP_FILTER, 0);
        host.connections.put(V6, 1);
        changes.end();
        assertThat(host.addresses).containsExactly(HostFolder.on(1, V6));
        assertThat(host.setting(ARP_IGNORE)).isZero();
        assertThat(host.setting(RP_FILTER)).isEqualTo(1);
    }

    @Test
    void addressThatCannotBeTakenAwayStaysSilenced() {
        internal.add(V1);
        host.refuses = true;
        HostChanges.Remainder rest = changes.end();
        assertThat(rest.inUse()).isEmpty();
        assertThat(rest.failures()).hasSize(1);
        assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
        assertThat(host.home.resolve("tcpip.journal")).exists();
    }

    @Test
    void nextStartAdoptsTheAddressAndTakesItAwayWhenTold() throws Exception {
        internal.add(V1);
        internal.add(V2);
        host.connections.put(V1, 1);
        changes.end();
        try (HostChanges next = host.changes("boot 1")) {
            InternalAddresses adopted = new InternalAddresses(next, host);
            assertThat(adopted.begin()).isEqualTo(new HostChanges.Found(1, 0));
            assertThat(adopted.addresses()).containsExactly(V1);
            adopted.add(V1);
            assertThat(host.addresses).hasSize(1);
            adopted.remove(V1);
            asBefore();
        }
    }

    @Test
    void secondStopLeavesWhatTheFirstOneLeft() {
        internal.add(V1);
        host.connections.put(V1, 2);
        changes.end();
        HostChanges next = host.changes("boot 1");
        next.begin();
        assertThat(next.end().inUse()).containsExactly(Map.entry(V1, 2));
        host.connections.clear();
        HostChanges last = host.changes("boot 1");
        last.begin();
        assertThat(last.end().inUse()).isEmpty();
        asBefore();
    }

    @Test
    void nextStartSilencesWhatSomebodyMadeTheHostAnswerFor() throws Exception {
        internal.add(V1);
        host.connections.put(V1, 1);
        changes.end();
        host.setting(ARP_IGNORE, 0);
        try (HostChanges next = host.changes("boot 1")) {
            InternalAddresses adopted = new InternalAddresses(next, host);
            adopted.begin();
            assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
            adopted.remove(V1);
            asBefore();
        }
    }

    @Test
    void nextStartForgetsAnAddressThatSomebodyTookAwayOrMoved() throws Exception {
        internal.add(V1);
        internal.add(V2);
        host.connections.put(V1, 1);
        host.connections.put(V2, 1);
        changes.end();
        host.addresses.clear();
        host.addresses.add(HostFolder.on(2, V2));
        try (HostChanges next = host.changes("boot 1")) {
            assertThat(next.begin()).isEqualTo(new HostChanges.Found(0, 2));
            assertThat(host.setting(ARP_IGNORE)).isZero();
            assertThat(host.home.resolve("tcpip.journal")).doesNotExist();
        }
        assertThat(host.addresses).containsExactly(HostFolder.on(2, V2));
    }

    @Test
    void providerThatStartsBesideAnotherKnowsWhatThatMayLeave() {
        internal.add(V1);
        host.connections.put(V1, 1);
        HostChanges beside = host.changes("boot 1");
        InternalAddresses heir = new InternalAddresses(beside, host);
        assertThatThrownBy(heir::begin).hasMessageContaining("in use by a system that runs");
        assertThat(heir.addresses()).containsExactly(V1);
        assertThatThrownBy(() -> heir.remove(V1)).hasMessageContaining("in use by a system that runs");
        changes.end();
        heir.add(V1);
        assertThat(host.addresses).hasSize(1);
        heir.remove(V1);
        asBefore();
        beside.close();
    }

    @Test
    void nextStartAdoptsTheAddressesOfACrash() throws Exception {
        host.setting(RP_FILTER, 1);
        internal.add(V1);
        changes.set(RP_FILTER, 0);
        crash();
        try (HostChanges next = host.changes("boot 1")) {
            assertThat(next.begin()).isEqualTo(new HostChanges.Found(1, 1));
            assertThat(next.addresses()).containsExactly(V1);
            assertThat(host.setting(ARP_IGNORE)).isEqualTo(1);
            assertThat(host.setting(RP_FILTER)).isEqualTo(1);
            assertThat(next.begin()).isEqualTo(HostChanges.Found.NOTHING);
        }
        asBefore();
    }

    /** As a crash leaves it: the changes on the host, the journal in place, the lock free. */
    private void crash() throws Exception {
        byte[] journal = Files.readAllBytes(host.home.resolve("tcpip.journal"));
        List<RouteNetlink.LinkAddress> addresses = List.copyOf(host.addresses);
        Map<String, Integer> settings = new HashMap<>();
        for (String key : List.of(ARP_IGNORE, ARP_ANNOUNCE, RP_FILTER)) {
            host.sysctls.read(key).ifPresent(value -> settings.put(key, value));
        }
        changes.close();
        Files.write(host.home.resolve("tcpip.journal"), journal);
        host.addresses.addAll(addresses);
        settings.forEach(host::setting);
    }

    private void asBefore() {
        assertThat(host.addresses).isEmpty();
        assertThat(host.setting(ARP_IGNORE)).isZero();
        assertThat(host.setting(ARP_ANNOUNCE)).isEqualTo(1);
        assertThat(host.home.resolve("tcpip.journal")).doesNotExist();
    }

    @Test
    void journalOfAnotherBootIsForgotten() throws Exception {
        internal.add(V1);
        crash();
        try (HostChanges next = host.changes("boot 2")) {
            assertThat(next.addresses()).isEmpty();
            assertThat(next.begin()).isEqualTo(HostChanges.Found.NOTHING);
            assertThat(host.addresses).hasSize(1);
            assertThat(host.home.resolve("tcpip.journal")).doesNotExist();
        }
    }

    @Test
    void journalOfARunningSystemIsLeftAlone() {
        internal.add(V1);
        HostChanges other = host.changes("boot 1");
        assertThatThrownBy(other::begin).hasMessageContaining("in use by a system that runs");
        assertThat(host.addresses).hasSize(1);
    }
}
