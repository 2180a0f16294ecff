// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layout against its golden file. {@code -Dgolden.write=true} writes the files anew, to be read before they are kept. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "vipadcfg, v4, netstat vipadcfg",
        "vipadcfg-detail, v4, netstat vipadcfg detail",
        "vipadcfg-ipv6, v6, netstat vipadcfg detail",
        "vipadcfg-empty, empty, netstat vipadcfg",
        "vipadyn, v4, netstat vipadyn",
        "vipadyn-detail, v4, netstat vipadyn detail",
        "vipadyn-ipv6, v6, netstat vipadyn detail",
        "vipadyn-empty, empty, netstat vipadyn",
        "vdpt, v4, netstat vdpt",
        "vdpt-detail, v4, netstat vdpt detail",
        "vdpt-ipv6, v6, netstat vdpt",
        "vdpt-ipv6-detail, v6, netstat vdpt detail ip 2001:db8:1::100",
        "vdpt-empty, empty, netstat vdpt",
        "vcrt, v4, netstat vcrt",
        "vcrt-detail, v4, netstat vcrt detail",
        "vcrt-ipv6, v6, netstat vcrt",
        "vcrt-ipv6-detail, v6, netstat vcrt detail port 50001",
        "vcrt-empty, empty, netstat vcrt",
        "home, v4, netstat home",
        "home-ipv6, v6, netstat home",
        "conn, v4, netstat conn",
        "conn-ipv6, v6, netstat conn",
        "devlinks, v4, netstat devlinks",
        "devlinks-detail, v4, netstat devlinks detail",
        "srcip, v4, netstat srcip",
        "xcf-groups, v4, display xcf group",
        "xcf-group, v4, display xcf group EZBTCPCS",
        "xcf-group-left, left, display xcf group EZBTCPCS",
        "xcf-group-detail, v4, display xcf group EZBTCPCS detail",
        "sysplex-vipadyn, v4, display sysplex vipadyn",
        "sysplex-vipadyn-ipv6, v6, display sysplex vipadyn",
        "sysplex-vipadyn-empty, empty, display sysplex vipadyn",
        "sysplex-group, v4, display sysplex group",
        "sysplex-ports, v4, display sysplex ports",
        "osainfo, v4, display osainfo",
        "vipadcfg-deactivated, varied, netstat vipadcfg",
        "vipadcfg-deactivated-ipv6, varied6, netstat vipadcfg detail",
        "vipadcfg-deactivated-json, varied, netstat vipadcfg --json",
        "vipadyn-states, varied, netstat vipadyn",
        "vipadyn-states-ipv6, varied6, netstat vipadyn detail",
        "vipadyn-states-json, varied, netstat vipadyn --json",
        "vipadyn-left, left, netstat vipadyn",
        "vdpt-weight, varied, netstat vdpt detail",
        "vdpt-weight-ipv6, varied6, netstat vdpt detail",
        "vdpt-weight-json, varied, netstat vdpt detail --json",
        "sysplex-vipadyn-states, varied, display sysplex vipadyn",
        "sysplex-vipadyn-states-ipv6, varied6, display sysplex vipadyn",
        "sysplex-vipadyn-states-json, varied, display sysplex vipadyn --json",
        "sysplex-group-monitor, varied, display sysplex group",
        "sysplex-group-monitor-json, varied, display sysplex group --json",
        "sysplex-monitor, left, display sysplex monitor",
        "sysplex-monitor-json, left, display sysplex monitor --json",
        "sysplex-quiesced, varied, display sysplex quiesced",
        "sysplex-quiesced-left, left, display sysplex quiesced",
        "sysplex-quiesced-target, varied6, display sysplex quiesced",
        "sysplex-quiesced-empty, v4, display sysplex quiesced",
        "sysplex-quiesced-json, varied, display sysplex quiesced --json",
        "distributor, v4, display distributor",
        "messages, v4, display messages",
        "upgrade-plan, v4, upgrade plan p",
        "upgrade-plan-detail, v4, upgrade plan p detail",
        "upgrade-plan-json, v4, upgrade plan p --json",
        "upgrade-status, v4, upgrade status",
        "upgrade-status-json, v4, upgrade status --json",
        "vipadcfg-json, v4, netstat vipadcfg --json",
        "vipadyn-json, v4, netstat vipadyn --json",
        "vdpt-json, v4, netstat vdpt --json",
        "vcrt-json, v4, netstat vcrt --json",
        "home-json, v4, netstat home --json",
        "conn-json, v4, netstat conn --json",
        "devlinks-json, v4, netstat devlinks --json",
        "srcip-json, v4, netstat srcip --json",
        "profile-history, v4, display profile history",
        "profile-history-trial, varied, display profile history",
        "profile-history-max, v4, display profile history max 1",
        "profile-history-empty, empty, display profile history",
        "profile-history-json, varied, display profile history --json",
        "profile-snapshot, v4, display profile history 2",
        "profile-snapshot-json, v4, display profile history 2 --json",
        "profile-compare, v4, display profile compare 1 2",
        "profile-compare-json, v4, display profile compare 2 --json",
        "profile-compare-same, v4, display profile compare 1",
        "xcf-groups-json, v4, display xcf group --json",
        "xcf-group-json, v4, display xcf group EZBTCPCS --json",
        "sysplex-vipadyn-json, v4, display sysplex vipadyn --json",
        "sysplex-group-json, v4, display sysplex group --json",
        "sysplex-ports-json, v4, display sysplex ports --json",
        "osainfo-json, v4, display osainfo lan0 --json",
        "distributor-json, v4, display distributor --json",
        "messages-json, v4, display messages 1 --json"
    })
    void reportLooksAsItsGoldenFile(String name, String system, String command) throws IOException {
        String actual = new Console(system(system)).enter(command);
        Path file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private static FakeParts system(String system) {
        Path home = Path.of("home");
        return switch (system.toLowerCase(Locale.ROOT)) {
            case "v4" -> Samples.v4(home);
            case "v6" -> Samples.v6(home);
            case "varied" -> VariedSamples.v4(home);
            case "varied6" -> VariedSamples.v6(home);
            case "left" -> VariedSamples.left(home);
            default -> Samples.empty(home);
        };
    }

    @Test
    void commandReferenceShowsTheGoldenFiles() throws IOException {
        Path reference = Path.of("..", "..", "docs", "commands.md");
        String text = Files.readString(reference);
        int samples = 0;
        for (String part : text.split("<!-- golden: ", -1)) {
            int end = part.indexOf(" -->\n```\n");
            if (end > 0) {
                String golden = Files.readString(GOLDEN.resolve(part.substring(0, end) + ".txt"));
                assertThat(part.substring(end + 9)).startsWith(golden + "```\n");
                samples++;
            }
        }
        assertThat(samples).isGreaterThanOrEqualTo(15);
    }
}
