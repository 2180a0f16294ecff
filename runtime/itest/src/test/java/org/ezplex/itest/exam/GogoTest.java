// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The console's commands are there for a session. */
public class GogoTest extends ApplianceCase {
    private static final String DVIPA = "192.0.2.199";

    @Test
    public void displayXcfGroupNamesTheGroup() throws Exception {
        String text = inside.command("ezplex:display xcf group");
        assertThat(text, containsString("IXC331I"));
        assertThat(text, containsString("EZBTCPCS(1)"));
    }

    /** The way through the real loop, disk and console, and over the end of the provider; the rest is for smaller tests. */
    @Test
    public void aChangeOnTrialComesUndoneByItself() throws Exception {
        tryOut(3);
        Inside.await("its time is up", "", this::trial);
        assertThat(inside.command("ezplex:netstat vipadcfg"), not(containsString(DVIPA)));
        int comesBack = tryOut(600);
        assertThat(
                inside.command("ezplex:display profile compare " + comesBack),
                containsString("\n+VIPABACKUP 9 " + DVIPA + "\n"));
        inside.update(inside.bundle("org.ezplex.profile.provider"));
        inside.awaitService("org.ezplex.profile.ProfileHistory");
        Inside.await("the provider is another one", "", this::trial);
        assertThat(inside.command("ezplex:netstat vipadcfg"), not(containsString(DVIPA)));
    }

    /** The number of the snapshot that comes back. */
    private int tryOut(int seconds) throws Exception {
        Path profile = Path.of(context.getProperty("ezplex.home"), "etc", "trial.profile");
        Files.writeString(profile, "VIPADYNAMIC VIPABACKUP 9 " + DVIPA + " ENDVIPADYNAMIC\n");
        String said = inside.command("ezplex:vary obeyfile " + profile + " confirm " + seconds);
        Matcher comesBack =
                Pattern.compile("EZX1050I .* SNAPSHOT (\\d+) COMES BACK").matcher(said);
        assertTrue(said, comesBack.find());
        return Integer.parseInt(comesBack.group(1));
    }

    /** What the history says of a trial; empty if there is none. */
    private String trial() {
        try {
            return inside.command("ezplex:display profile history")
                    .lines()
                    .filter(line -> line.startsWith("EZX1050I"))
                    .findFirst()
                    .orElse("");
        } catch (Exception e) {
            // While its parts are exchanged the console has no commands.
            return String.valueOf(e);
        }
    }
}
