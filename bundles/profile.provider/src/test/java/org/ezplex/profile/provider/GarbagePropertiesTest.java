// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;

/** Whatever the text, compiling ends, throws nothing, and is the same each time. */
class GarbagePropertiesTest {
    private static final List<String> WORDS = List.of(
            "VIPADYNAMIC",
            "ENDVIPADYNAMIC",
            "VIPADEFINE",
            "VIPABACKUP",
            "VIPADELETE",
            "VIPADISTRIBUTE",
            "VIPARANGE",
            "VIPAROUTE",
            "VIPASMPARMS",
            "IPCONFIG",
            "IPCONFIG6",
            "GLOBALCONFIG",
            "PORT",
            "PORTRANGE",
            "SRCIP",
            "ENDSRCIP",
            "DEVICE",
            "LINK",
            "INTERFACE",
            "HOME",
            "BSDROUTINGPARMS",
            "ENDBSDROUTINGPARMS",
            "BEGINROUTES",
            "ENDROUTES",
            "START",
            "STOP",
            "TRANSLATE",
            "AUTOLOG",
            "ENDAUTOLOG",
            "TCPCONFIG",
            "ITRACE",
            "INCLUDE",
            "DEFINE",
            "DELETE",
            "DISTMETHOD",
            "HOTSTANDBY",
            "BASEWLM",
            "PROCTYPE",
            "CP",
            "SERVERWLM",
            "WEIGHT",
            "PREFERRED",
            "BACKUP",
            "TIER1",
            "TIER2",
            "GRE",
            "ENCAP",
            "OPTLOCAL",
            "SYSPLEXPORTS",
            "TIMEDAFFINITY",
            "DESTIP",
            "ALL",
            "MOVEABLE",
            "IMMEDIATE",
            "255.255.255.0",
            "192.0.2.100",
            "198.51.100.11",
            "V6DVIPA",
            "2001:db8:1::100/64",
            "1",
            "80",
            "99999",
            "80-90",
            "TCP",
            "RESERVED",
            "DYNAMICXCF",
            "JOBNAME",
            "*",
            "MAIN",
            "VIRTUAL",
            "0",
            "=",
            "ROUTE",
            "ETHERNET",
            "020000000001",
            ";",
            "\n",
            "\"",
            "&SYSNAME.",
            "&X(1:9).");

    @Property(tries = 200)
    void anyTextCompiles(@ForAll String text) {
        check(text);
    }

    @Property(tries = 400)
    void anyRowOfWordsCompiles(@ForAll("words") List<String> words) {
        check(String.join(" ", words));
    }

    @Property(tries = 400)
    void anyBlockOfWordsCompiles(@ForAll("words") List<String> words) {
        check("VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.100 VIPADISTRIBUTE " + String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS).list().ofMaxSize(60);
    }

    private static void check(String text) {
        Compilation first = Compile.text(text);
        assertThat(Compile.text(text)).isEqualTo(first);
        assertThat(first.diagnostics())
                .allSatisfy(d -> assertThat(d.text()).isNotBlank().doesNotContain("\n"));
        Profile base = first.profile();
        assertThat(new Compile().on(base).of("").profile()).isEqualTo(base);
    }
}
