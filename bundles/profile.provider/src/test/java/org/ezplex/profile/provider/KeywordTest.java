// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VIPADYNamic",
                "ENDVIPADYNamic",
                "VIPADEFine",
                "VIPABackup",
                "VIPADELete",
                "VIPADISTribute",
                "VIPARange",
                "VIPASMparms",
                "MOVEable",
                "IMMEDiate",
                "DISRUPTive",
                "NONDISRUPTive",
                "DELEte",
                "DISTMethod",
                "WEIGHTEDActive",
                "TARGCONTRolled",
                "SYSPLEXPorts",
                "TIMEDAFFinity",
                "GLOBALCONFig",
                "SYSPLEXMONitor",
                "SYSPLEXWLMPoll",
                "XCFGRPid",
                "IQDVLANid",
                "IPCONFig",
                "DATAGRamfwd",
                "FWDMULTipath",
                "PORTRange",
                "NOAUTOLog",
                "DELAYAcks",
                "NODELAYAcks"
            })
    void everyFormFromTheCapitalsToTheWholeIsAccepted(String spelt) {
        Keyword keyword = Keyword.of(spelt);
        String whole = keyword.name();
        for (int length = 0; length <= whole.length(); length++) {
            assertThat(keyword.matches(whole.substring(0, length))).isEqualTo(length >= keyword.shortest());
        }
        assertThat(keyword.matches(whole + "X")).isFalse();
        assertThat(keyword.shortest())
                .isEqualTo((int) spelt.chars().filter(Character::isUpperCase).count());
    }

    @Test
    void keywordWithoutLowerCaseHasNoAbbreviation() {
        assertThat(Keyword.of("HOME").matches("HOM")).isFalse();
        assertThat(Keyword.of("TIER1").matches("TIER1")).isTrue();
    }

    @Test
    void nearestKeywordIsSuggested() {
        List<Keyword> keywords = List.of(Keyword.of("VIPADISTribute"), Keyword.of("VIPADEFine"), Keyword.of("HOME"));
        assertThat(Suggestion.text("VIPADISTRBUTE", keywords)).isEqualTo(" (DID YOU MEAN VIPADISTRIBUTE?)");
        assertThat(Suggestion.text("VIPADFEINE", keywords)).isEqualTo(" (DID YOU MEAN VIPADEFINE?)");
        assertThat(Suggestion.text("HMOE", keywords)).isEqualTo(" (DID YOU MEAN HOME?)");
        assertThat(Suggestion.text("SOMETHING", keywords)).isEmpty();
        assertThat(Suggestion.text("X".repeat(10_000), keywords)).isEmpty();
    }
}
