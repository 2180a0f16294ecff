// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What is configured wrongly while the system runs is told once, and nothing is lost by it. */
public class SettingsTest extends ApplianceCase {
    private static final String HARDCOPY = "org.ezplex.hardcopy";
    private static final String WRONG_KIND =
            "EZX0006E SETTING generations=x OF CONFIGURATION org.ezplex.hardcopy IS NOT A WHOLE NUMBER. ITS DEFAULT 4 IS USED";
    private static final String TOO_SMALL =
            "EZX0006E SETTING file.bytes=1 OF CONFIGURATION org.ezplex.hardcopy IS LESS THAN 65536. 65536 IS USED";

    @Test
    public void aWrongSettingIsToldOnceForAsLongAsItIsThere() throws Exception {
        try {
            configurations.put(HARDCOPY, Map.of("generations", "x"));
            Inside.await("the first", List.of(WRONG_KIND), () -> told(HARDCOPY));
            configurations.put(HARDCOPY, Map.of("generations", "x", "file.bytes", 1));
            Inside.await("the second alone", List.of(WRONG_KIND, TOO_SMALL), () -> told(HARDCOPY));
            configurations.remove(HARDCOPY);
            configurations.put(HARDCOPY, Map.of("generations", "x"));
            Inside.await("the first again", List.of(WRONG_KIND, TOO_SMALL, WRONG_KIND), () -> told(HARDCOPY));
        } finally {
            configurations.remove(HARDCOPY);
        }
    }

    @Test
    public void aComponentWithAWrongSettingIsThere() throws Exception {
        long before = inside.registration("org.ezplex.osa.SharedAdapter");
        configurations.put(
                Configurations.OSA,
                Map.of(
                        "interfaceName",
                        "lan0",
                        "driver.target",
                        "(nic.driver=memory)",
                        "probeCount",
                        "many",
                        "vmak",
                        "x"));
        Inside.await(
                "the wrong value and the wrong name",
                List.of(
                        "EZX0006E SETTING probeCount=many OF CONFIGURATION org.ezplex.osa IS NOT A WHOLE NUMBER. ITS DEFAULT 3 IS"
                                + " USED",
                        "EZX0007E CONFIGURATION org.ezplex.osa HAS NO SETTING vmak (DID YOU MEAN vmac?). IT IS IGNORED"),
                () -> told(Configurations.OSA));
        Inside.await(
                "another adapter",
                true,
                () -> inside.has("org.ezplex.osa.SharedAdapter")
                        && inside.registration("org.ezplex.osa.SharedAdapter") != before);
        configurations.putAdapter();
    }

    @Test
    public void aRightConfigurationIsNoMessage() {
        assertEquals(List.of(), told("org.ezplex.system"));
        assertEquals(List.of(), told("org.ezplex.xcf"));
    }

    private List<String> told(String pid) {
        Path log = Path.of(context.getProperty("ezplex.home"), "log", "hardcopy.log");
        try {
            return Files.readAllLines(log).stream()
                    .filter(l -> l.matches(".* EZX000[6-9]E .*") && l.contains("CONFIGURATION " + pid + " "))
                    .map(l -> l.substring(l.indexOf("EZX")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
