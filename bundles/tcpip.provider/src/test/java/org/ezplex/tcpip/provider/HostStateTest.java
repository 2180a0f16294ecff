// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

class HostStateTest {
    @Test
    void journalReadsBackAsWritten() {
        HostState state = HostState.untouched("boot net:[1]");
        state.addresses().add(IpAddress.of("192.0.2.100"));
        state.addresses().add(IpAddress.of("2001:db8:1::100"));
        state.sysctls().put("net/ipv4/conf/all/arp_ignore", new HostState.Change(0, 1));
        state.sysctls().put("net/ipv4/conf/eth0.7/rp_filter", new HostState.Change(2, -1));
        state.devices().put("ezd0", 4711L);
        assertThat(HostState.parse(state.lines())).contains(state);
    }

    @Test
    void linesThatAreNoneOfOursAreLeftOut() {
        HostState state = HostState.parse(List.of(
                        "ezplex-tcpip 1",
                        "scope s",
                        "address 1.2.3",
                        "address",
                        "sysctl kernel/core_pattern 0 1",
                        "sysctl net/ipv4/conf/../../kernel/x 0 1",
                        "sysctl net/ipv4/conf/../rp_filter 0 1",
                        "sysctl net/ipv4/conf/all/arp_ignore 0 99999999999",
                        "device",
                        "device ezd0",
                        "device ../ezd0 1",
                        "device ezd0 one",
                        "device longer-than-fifteen 1",
                        "later thing"))
                .orElseThrow();
        assertThat(state.isUntouched()).isTrue();
        assertThat(state.scope()).isEqualTo("s");
    }

    @Test
    void otherFilesAreNoJournal() {
        assertThat(HostState.parse(List.of("ezplex-tcpip 2", "scope s"))).isEmpty();
        assertThat(HostState.parse(List.of())).isEmpty();
    }

    @Property(tries = 300)
    void noLineBreaksTheReader(@ForAll List<String> lines) {
        lines.add(0, "ezplex-tcpip 1");
        assertThat(HostState.parse(lines)).isNotNull();
    }
}
