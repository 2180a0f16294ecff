// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "netstat vdpt",
                "NETSTAT VIPADYN",
                "ezplex:netstat conn | grep Establsh",
                "display messages 50",
                "d sys vipadyn; netstat home",
                "mvs 'D TCPIP,,OSAINFO,INTFNAME=lan0'",
                "mvs \"display xcf,group\"",
                "mvs D XCF,GROUP",
                "help vary",
                "upgrade plan /tmp/p",
                "ezplex:upgrade status --json",
                "vary ?",
                "vary sysplex ?",
                "vary --help",
                "vary '--help'",
                "exit"
            })
    void displaysAreNotLogged(String command) {
        assertThat(Looking.only(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vary obeyfile extra.profile",
                "v obey extra.profile",
                "mvs 'V TCPIP,,OBEYFILE,extra.profile'",
                "mvs vary tcpip,,obeyfile,x",
                "mvs",
                "stop 5",
                "upgrade apply /tmp/p",
                "upgrade rollback",
                "upgrade",
                "felix:update 5",
                "uninstall 5",
                "netstat vdpt; stop 5",
                "netstat vdpt & stop 5",
                "netstat vdpt\nstop 5",
                "netstat vdpt | tee file",
                "netstat $(stop 5)",
                "echo (stop 5)",
                "echo x > file",
                "dismantle",
                "vary sysplex leavegroup # --help",
                "vary sysplex leavegroup # ?",
                "vary sysplex leavegroup --help",
                "vary sysplex leavegroup '--help'",
                "vary obeyfile 'x --help y'",
                "vary --help sysplex leavegroup",
                "vary obeyfile x\\ --help",
                "vary obeyfile x ?; netstat home",
                "stop 5 ?",
                "x = netstat"
            })
    void whatMayChangeSomethingIsLogged(String command) {
        assertThat(Looking.only(command)).isFalse();
    }
}
