// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartLevelsTest {
    @ParameterizedTest
    @CsvSource({
        "org.ops4j.pax.logging.pax-logging-api, 1",
        "org.apache.felix.scr, 2",
        "org.apache.felix.configurator, 2",
        "org.osgi.util.promise, 2",
        "com.sun.jna, 3",
        "org.glassfish.jakarta.json, 3",
        "org.ezplex.jgroups, 3",
        "org.ezplex.pcap4j, 3",
        "org.ezplex.settings.provider, 3",
        "org.ezplex.nic.ring, 3",
        "org.ezplex.system.provider, 4",
        "org.ezplex.xcf.api, 4",
        "org.apache.felix.gogo.jline, 5",
        "org.jline, 5"
    })
    void eachRoleHasItsLevel(String symbolicName, int level) {
        assertThat(StartLevels.of(symbolicName)).isEqualTo(level);
    }
}
