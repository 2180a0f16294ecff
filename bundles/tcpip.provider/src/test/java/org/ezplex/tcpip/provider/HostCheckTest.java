// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCheckTest {
    @TempDir
    Path folder;

    @Test
    void rootWithTunLacksNothing() throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nCapEff:\t000001ffffffffff\n");
        assertThat(HostCheck.missing(status, folder)).isEmpty();
    }

    @Test
    void userWithoutTunIsToldBoth() throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "CapEff:\t0000000000000000\n");
        assertThat(HostCheck.missing(status, folder.resolve("tun")))
                .extracting(HostCheck.Missing::what)
                .containsExactly("no capability CAP_NET_ADMIN", "no " + folder.resolve("tun"));
    }

    /** The kernel looks at the file before it looks at the capability. Root may open any. */
    @Test
    void tunThatIsClosedToTheUserIsTold() throws Exception {
        Path status = Files.writeString(folder.resolve("status"), "CapEff:\t0000000000003000\n");
        Path tun = Files.createFile(folder.resolve("tun"));
        Files.setPosixFilePermissions(tun, Set.of());
        assumeThat(Files.isWritable(tun)).isFalse();
        assertThat(HostCheck.missing(status, tun))
                .extracting(HostCheck.Missing::what)
                .containsExactly(tun + " is closed to this user");
    }
}
