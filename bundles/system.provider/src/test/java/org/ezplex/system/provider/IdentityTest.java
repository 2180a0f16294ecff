// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static Identity.Wanted wanted(String sysname, String sysclone, String... symbols) {
        return new Identity.Wanted(sysname, sysclone, "", "", List.of(symbols));
    }

    @Test
    void nothingConfiguredGivesNamesFromTheHost() {
        Identity identity = Identity.of(wanted("", ""), "db-node07.example.org");
        assertThat(identity.sysname()).isEqualTo("DBNODE07");
        assertThat(identity.sysclone()).isEqualTo("07");
        assertThat(identity.sysplex()).isEqualTo("EZPLEX1");
        assertThat(identity.tcpname()).isEqualTo("TCPIP");
        assertThat(identity.problems()).isEmpty();
    }

    @Test
    void hostNamesAreCutToEightAndNeverBeginWithADigit() {
        assertThat(Identity.fromHost("averyveryverylongname")).isEqualTo("AVERYVER");
        assertThat(Identity.fromHost("4711")).isEqualTo("S4711");
        assertThat(Identity.fromHost("")).isEqualTo("SYS1");
        assertThat(Identity.fromHost("---")).isEqualTo("SYS1");
    }

    @Test
    void configuredNamesAreUpperCased() {
        Identity identity = Identity.of(wanted(" sys3 ", "c"), "host");
        assertThat(identity.sysname()).isEqualTo("SYS3");
        assertThat(identity.sysclone()).isEqualTo("C");
    }

    @Test
    void aNameOfAWrongFormFallsBackAndIsTold() {
        Identity identity = Identity.of(wanted("NINELETTERS", "ABC"), "host1");
        assertThat(identity.sysname()).isEqualTo("HOST1");
        assertThat(identity.sysclone()).isEqualTo("T1");
        assertThat(identity.problems())
                .containsExactly(
                        new Identity.Problem("sysname", "NINELETTERS", "HOST1"),
                        new Identity.Problem("sysclone", "ABC", "T1"));
    }

    @Test
    void symbolsHoldTheInstallationsOwnAndTheSystems() {
        Identity identity = Identity.of(wanted("SYS1", "", "Site=PRAGUE", "SYSNAME=LIAR", "EMPTY="), "host");
        assertThat(identity.symbols())
                .containsEntry("SITE", "PRAGUE")
                .containsEntry("EMPTY", "")
                .containsEntry("SYSNAME", "SYS1")
                .containsEntry("SYSCLONE", "S1")
                .containsEntry("SYSPLEX", "EZPLEX1");
    }

    @Test
    void symbolsOfAWrongFormAreRefused() {
        Identity identity = Identity.of(wanted("SYS1", "", "NOVALUE", "=X", "1A=X", "A=line\nbreak"), "host");
        assertThat(identity.symbols()).containsOnlyKeys("SYSNAME", "SYSCLONE", "SYSPLEX");
        assertThat(identity.problems()).hasSize(4);
    }
}
