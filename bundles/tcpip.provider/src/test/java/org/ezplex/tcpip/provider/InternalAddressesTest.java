// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalAddressesTest {
    private static final String ARP_IGNORE = "net/ipv4/conf/all/arp_ignore";
    private static final String ARP_ANNOUNCE = "net/ipv4/conf/all/arp_announce";
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
    void nextStartTakesBackWhatACrashLeft() throws Exception {
        internal.add(V1);
        byte[] journal = Files.readAllBytes(host.home.resolve("tcpip.journal"));
        changes.close();
        // As a crash leaves it: the changes on the host, the journal in place, the lock free.
        Files.write(host.home.resolve("tcpip.journal"), journal);
        host.addresses.add(HostFolder.on(1, V1));
        host.setting(ARP_IGNORE, 1);
        host.setting(ARP_ANNOUNCE, 2);
        try (HostChanges next = host.changes("boot 1")) {
            assertThat(next.begin()).isEqualTo(3);
            assertThat(host.addresses).isEmpty();
            assertThat(host.setting(ARP_IGNORE)).isZero();
            assertThat(host.setting(ARP_ANNOUNCE)).isEqualTo(1);
            assertThat(next.begin()).isZero();
        }
    }

    @Test
    void journalOfAnotherBootIsForgotten() throws Exception {
        internal.add(V1);
        byte[] journal = Files.readAllBytes(host.home.resolve("tcpip.journal"));
        changes.close();
        Files.write(host.home.resolve("tcpip.journal"), journal);
        host.addresses.add(HostFolder.on(1, V1));
        try (HostChanges next = host.changes("boot 2")) {
            assertThat(next.begin()).isZero();
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
