// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first line of a client. */
class ConsoleRequestTest {
    @Test
    void execTakesTheRestOfTheLine() {
        assertThat(ConsoleRequest.parse("exec netstat vdpt  ")).contains(new ConsoleRequest.Exec("netstat vdpt"));
    }

    @ParameterizedTest
    @CsvSource({
        "shell 120 40 xterm-256color, 120, 40, xterm-256color",
        "shell 80 24 linux, 80, 24, ansi",
        "shell 0 0 dumb, 80, 24, dumb",
        "shell 80 24, 80, 24, dumb",
        "shell 9999 9999 tmux-256color, 1000, 1000, screen-256color"
    })
    void shellTakesSizeAndType(String line, int columns, int rows, String type) {
        assertThat(ConsoleRequest.parse(line)).contains(new ConsoleRequest.Shell(columns, rows, type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "exec",
                "exec  ",
                "shell",
                "shell 80",
                "shell -1 24 xterm",
                "shell 80 24 ../../x",
                "shell 80 24 xterm;reboot",
                "GET / HTTP/1.1"
            })
    void anythingElseIsRefused(String line) {
        assertThat(ConsoleRequest.parse(line)).isEmpty();
    }
}
