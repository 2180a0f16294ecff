// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {
    private static List<Finding> findings(String name, Object value) {
        Map<String, Object> configured = new HashMap<>();
        configured.put(name, value);
        return SettingsCheck.of(Defined.some(), configured);
    }

    private static void assertWrong(String name, Object value, String shown, String wrong, String used) {
        assertThat(findings(name, value))
                .containsExactly(new Finding.WrongValue(name, shown, wrong, used, Optional.empty()));
    }

    @Test
    void whatIsRightIsNotFound() {
        Map<String, Object> configured = new HashMap<>();
        configured.put("failureDetectionMillis", 100L);
        configured.put("port", 7800.0);
        configured.put("ratio", 1);
        configured.put("on", "false");
        configured.put("interfaceName", "eth0");
        configured.put("driver.target", "(nic.driver=memory)");
        configured.put("hosts", new String[] {"a", "b"});
        configured.put("ports", new Long[] {1L, 9L});
        assertThat(SettingsCheck.of(Defined.some(), configured)).isEmpty();
    }

    @Test
    void whatIsConvertedWithoutLossIsRight() {
        assertThat(findings("failureDetectionMillis", "250")).isEmpty();
        assertThat(findings("failureDetectionMillis", new Long[] {250L})).isEmpty();
        assertThat(findings("interfaceName", 11L)).isEmpty();
        assertThat(findings("hosts", "a")).isEmpty();
        assertThat(findings("hosts", new String[0])).isEmpty();
        assertThat(findings("ports", List.of(1, 2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[2001:db8:2::12]", "[2001:db8::1]:7800,[2001:db8::2]"})
    void anIpv6AddressInBracketsIsNoList(String hosts) {
        assertThat(findings("hosts", hosts)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", " 250", "1e3", "250.5", "0x10", "{\"a\":1}"})
    void aTextThatIsNoNumber(String text) {
        assertWrong("failureDetectionMillis", text, text, "NOT A WHOLE NUMBER", "ITS DEFAULT 250");
    }

    @Test
    void aValueOfAnotherKind() {
        assertWrong("port", 7800.5, "7800.5", "NOT A WHOLE NUMBER", "ITS DEFAULT 7800");
        assertWrong("port", Double.NaN, "NaN", "NOT A WHOLE NUMBER", "ITS DEFAULT 7800");
        assertWrong("port", true, "true", "NOT A WHOLE NUMBER", "ITS DEFAULT 7800");
        assertWrong("ratio", "half", "half", "NOT A NUMBER", "ITS DEFAULT 0.5");
        assertWrong("on", "yes", "yes", "NOT true OR false", "ITS DEFAULT true");
        assertWrong("driver.target", "pcap", "pcap", "NOT A FILTER", "ITS DEFAULT (nic.driver=pcap)");
        assertWrong("interfaceName", new String[] {"a", "b"}, "[a, b]", "NOT ONE VALUE", "ITS DEFAULT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ezd%d", "x", "fifteen-byte.%d", "eth0.100", "...", "%d", "11"})
    void aNameThatADeviceCanHave(String name) {
        assertThat(findings("dataDeviceName", name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "sixteen-bytes.%d",
                "a/b",
                "a b",
                "a\n",
                "eth0:1",
                "\u00e9",
                "ezd%",
                "ezd%s",
                "%d%d"
            })
    void aNameThatNoDeviceCanHave(String name) {
        assertWrong("dataDeviceName", name, name, "NOT A NAME THAT A NETWORK DEVICE CAN HAVE", "ITS DEFAULT ezd%d");
    }

    @Test
    void ofWhichKindATextIsIsSaidByItsDefinitionAndNotByTheSettingsName() {
        assertThat(findings("oldDeviceName", "a b")).isEmpty();
    }

    /** null in a file arrives as an empty list. */
    @Test
    void noValue() {
        assertWrong("failureDetectionMillis", new String[0], "null", "NOT A VALUE", "ITS DEFAULT 250");
        assertWrong("interfaceName", new String[0], "null", "NOT A VALUE", "ITS DEFAULT");
        assertWrong("interfaceName", Arrays.asList((Object) null), "null", "NOT A VALUE", "ITS DEFAULT");
    }

    @Test
    void aListWithOneWrongValueIsNotUsed() {
        assertWrong("ports", new String[] {"1", "x"}, "[1, x]", "NOT A WHOLE NUMBER", "ITS DEFAULT 1,2");
        assertWrong("ports", new Long[] {1L, 10L}, "[1, 10]", "GREATER THAN 9", "ITS DEFAULT 1,2");
        assertWrong("hosts", "[1,\"b\"]", "[1,\"b\"]", "NOT A LIST OF TEXTS ALONE OR OF NUMBERS ALONE", "ITS DEFAULT");
    }

    @ParameterizedTest
    @CsvSource({
        "failureDetectionMillis, 99, LESS THAN 100, 100",
        "failureDetectionMillis, -9223372036854775808, LESS THAN 100, 100",
        "failureDetectionMillis, 60001, GREATER THAN 60000, 60000",
        "failureDetectionMillis, 99999999999999999999, GREATER THAN 60000, 60000",
        "port, 99999999999, GREATER THAN 2147483647, 2147483647"
    })
    void aNumberOutOfItsLimitsIsPutAtTheNearest(String name, String value, String wrong, long used) {
        assertThat(findings(name, value))
                .containsExactly(new Finding.WrongValue(name, value, wrong, Long.toString(used), Optional.of(used)));
    }

    @Test
    void aLongValueIsCut() {
        assertWrong(
                "failureDetectionMillis",
                "x".repeat(1000),
                "x".repeat(60) + "...",
                "NOT A WHOLE NUMBER",
                "ITS DEFAULT 250");
    }

    @ParameterizedTest
    @CsvSource({
        "interface, interfaceName",
        "failureDetectionMilis, failureDetectionMillis",
        "InterfaceName, interfaceName",
        "interfaceNaem, interfaceName",
        "prot, port",
        "drivr.target, driver.target"
    })
    void aMisspeltNameIsFoundWithItsRightOne(String name, String meant) {
        assertThat(findings(name, "x"))
                .containsExactly(new Finding.UnknownName(name, " (DID YOU MEAN " + meant + "?)"));
    }

    @Test
    void anUnknownNameIsFound() {
        assertThat(findings("colour", "x")).containsExactly(new Finding.UnknownName("colour", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "service.pid",
                "service.ranking",
                "component.name",
                "felix.fileinstall.filename",
                ":configurator:policy",
                "port:Integer",
                ".private",
                "loop.target",
                "loop.cardinality.minimum"
            })
    void whatBelongsToTheFrameworkIsNoSetting(String name) {
        assertThat(findings(name, "x")).isEmpty();
    }

    @Test
    void whatIsWrongIsMendedOnItsWay() {
        Map<String, Object> configured = new HashMap<>();
        configured.put("failureDetectionMillis", 50L);
        configured.put("port", "abc");
        configured.put("interface", "eth0");
        configured.put("interfaceName", "eth1");
        SettingsPlugin.mend(Defined.some(), configured);
        Map<String, Object> mended = new HashMap<>();
        mended.put("failureDetectionMillis", 100L);
        mended.put("interface", "eth0");
        mended.put("interfaceName", "eth1");
        assertThat(configured).isEqualTo(mended);
    }
}
