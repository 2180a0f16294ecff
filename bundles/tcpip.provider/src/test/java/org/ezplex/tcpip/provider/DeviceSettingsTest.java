// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceSettingsTest {
    @TempDir
    Path folder;

    private static String rpFilter(String name) {
        return "net/ipv4/conf/" + name + "/rp_filter";
    }

    @Test
    void strictFilterOfAllMovesToTheOtherInterfacesAndBack() {
        HostFolder host = new HostFolder(folder);
        host.setting(rpFilter("all"), 1);
        host.setting(rpFilter("default"), 0);
        host.setting(rpFilter("eth0"), 0);
        host.setting(rpFilter("eth1"), 2);
        host.setting(rpFilter("ezd0"), 1);
        try (HostChanges changes = host.changes("s")) {
            DeviceSettings settings = new DeviceSettings(host.sysctls, changes);
            settings.prepare("ezd0");
            assertThat(host.setting(rpFilter("all"))).isZero();
            assertThat(host.setting(rpFilter("ezd0"))).isZero();
            assertThat(host.setting(rpFilter("default"))).isEqualTo(1);
            assertThat(host.setting(rpFilter("eth0"))).isEqualTo(1);
            assertThat(host.setting(rpFilter("eth1"))).isEqualTo(2);
        }
        assertThat(host.setting(rpFilter("all"))).isEqualTo(1);
        assertThat(host.setting(rpFilter("default"))).isZero();
        assertThat(host.setting(rpFilter("eth0"))).isZero();
        assertThat(host.setting(rpFilter("eth1"))).isEqualTo(2);
    }

    @Test
    void whatADeviceThatIsLeftNeedsStaysForTheNextAndComesBackOnceItIsGone() throws Exception {
        HostFolder host = new HostFolder(folder);
        host.setting(rpFilter("all"), 1);
        host.setting(rpFilter("ezd0"), 1);
        HostChanges first = host.changes("s");
        new DeviceSettings(host.sysctls, first).prepare("ezd0");
        first.device("ezd0");
        first.leave();
        HostChanges second = host.changes("s");
        second.begin();
        assertThat(second.leftDevice()).contains("ezd0");
        assertThat(host.setting(rpFilter("all"))).isZero();
        second.leave();
        assertThat(Files.readString(host.home.resolve("tcpip.journal")))
                .contains("device ezd0 " + ProcessHandle.current().pid());
        host.remove("net/ipv4/conf/ezd0");
        HostChanges third = host.changes("s");
        third.begin();
        assertThat(third.leftDevice()).isEmpty();
        assertThat(host.setting(rpFilter("all"))).isEqualTo(1);
        third.close();
    }

    @Test
    void deviceSaysNothingByItself() {
        HostFolder host = new HostFolder(folder);
        host.setting(rpFilter("all"), 0);
        host.setting("net/ipv6/conf/ezd0/addr_gen_mode", 0);
        host.setting("net/ipv6/conf/ezd0/accept_ra", 1);
        new DeviceSettings(host.sysctls, host.changes("s")).prepare("ezd0");
        assertThat(host.setting("net/ipv6/conf/ezd0/addr_gen_mode")).isEqualTo(1);
        assertThat(host.setting("net/ipv6/conf/ezd0/accept_ra")).isZero();
    }
}
