// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ezplex.itest.Packages;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;

/** Levels are applied while the system runs, and taken back. */
public class LevelTest extends ApplianceCase {
    private static final String CHANGED = "org.ezplex.settings.provider";
    private static final String ADAPTER = "org.ezplex.osa.provider";
    private static final String DISTRIBUTOR = "org.ezplex.distributor.provider";
    private static final String LIBRARY = "org.ezplex.codec";
    private static final String DVIPA = "192.0.2.77";
    private static final String GOOD = "itest.package.good";
    private static final String BAD = "itest.package.bad";
    private static final String SHARED = "itest.package.shared";
    private static final String OSA = "itest.package.osa";
    private static final String ROUTER = "itest.package.router";

    /** With packages in which a provider, a library, the adapter or the distributor has another version, and one with a provider that does not start. */
    @Override
    @Configuration
    public Option[] options() throws IOException {
        Path home = ExamOptions.home();
        List<Option> options = new ArrayList<>(List.of(ExamOptions.appliance(home)));
        try {
            Packages packages = new Packages(home);
            options.add(CoreOptions.frameworkProperty(GOOD)
                    .value(packages.make("0.2.0", CHANGED, Map.of("Bundle-Version", "0.1.1"))));
            options.add(CoreOptions.frameworkProperty(BAD)
                    .value(packages.make(
                            "0.3.0",
                            CHANGED,
                            Map.of("Bundle-Version", "0.1.2", "Bundle-Activator", "org.ezplex.NoSuchActivator"))));
            options.add(CoreOptions.frameworkProperty(SHARED)
                    .value(packages.make("0.4.0", LIBRARY, Map.of("Bundle-Version", "0.1.1"))));
            options.add(CoreOptions.frameworkProperty(OSA)
                    .value(packages.make("0.5.0", ADAPTER, Map.of("Bundle-Version", "0.1.1"))));
            options.add(CoreOptions.frameworkProperty(ROUTER)
                    .value(packages.make("0.6.0", DISTRIBUTOR, Map.of("Bundle-Version", "0.1.1"))));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return options.toArray(new Option[0]);
    }

    @Test
    public void aLevelIsAppliedAndTakenBack() throws Exception {
        Map<String, Integer> services = inside.services();
        String plan = inside.command("ezplex:upgrade plan " + context.getProperty(GOOD));
        assertTrue(plan, plan.contains("1 CHANGED, 0 NEW, 0 GONE"));
        assertEquals(List.of("0.1.0"), versions(CHANGED));

        String applied = inside.command("ezplex:upgrade apply " + context.getProperty(GOOD));
        assertTrue(applied, applied.startsWith("EZX8001I LEVEL 0.2.0 SIGNED BY itest RUNS, IN PLACE OF LEVEL 0.1.0"));
        assertEquals(List.of("0.1.1"), versions(CHANGED));
        assertEquals("0.2.0\ndistribution\n", Files.readString(home().resolve("levels/current")));
        Inside.await("services", services, inside::services);
        String status = inside.command("ezplex:upgrade status");
        assertTrue(status, status.contains("RUNS: 0.2.0") && status.contains("ROLLBACK TO: distribution"));

        String back = inside.command("ezplex:upgrade rollback");
        assertTrue(back, back.startsWith("EZX8002I LEVEL distribution RUNS AGAIN"));
        assertEquals(List.of("0.1.0"), versions(CHANGED));
        assertEquals("distribution\n", Files.readString(home().resolve("levels/current")));
        Inside.await("services", services, inside::services);
    }

    @Test
    public void aLevelIsPutInPlaceForTheNextStartAndOutOfItAgain() throws Exception {
        String staged = inside.command("ezplex:upgrade stage " + context.getProperty(GOOD));
        assertTrue(staged, staged.startsWith("EZX8006I LEVEL 0.2.0 SIGNED BY itest IS STARTED WITH THE NEXT START"));
        assertEquals(List.of("0.1.0"), versions(CHANGED));
        assertEquals("0.2.0\ndistribution\n", Files.readString(home().resolve("levels/current")));

        String back = inside.command("ezplex:upgrade rollback");
        assertTrue(back, back.startsWith("EZX8002I LEVEL 0.1.0 RUNS AGAIN"));
        assertEquals("distribution\n", Files.readString(home().resolve("levels/current")));
    }

    @Test
    public void aLevelWithABundleThatDoesNotStartIsTakenBackByItself() throws Exception {
        Map<String, Integer> services = inside.services();
        Bundle before = inside.bundle(CHANGED);
        try {
            fail(inside.command("ezplex:upgrade apply " + context.getProperty(BAD)));
        } catch (RuntimeException e) {
            assertTrue(e.toString(), e.getMessage().startsWith("EZX8003E LEVEL 0.3.0 SIGNED BY itest WAS NOT APPLIED"));
        }
        assertEquals(List.of("0.1.0"), versions(CHANGED));
        assertEquals("the old one has gone on", before, inside.bundle(CHANGED));
        assertEquals(List.of(), inside.notActive());
        Inside.await("services", services, inside::services);
        String status = inside.command("ezplex:upgrade status");
        assertTrue(status, status.contains("RUNS: 0.1.0") && status.contains("EZX8003E"));
    }

    @Test
    public void aLibraryIsExchangedWithWhoUsesIt() throws Exception {
        Map<String, Integer> services = inside.services();
        long before = inside.registration("org.ezplex.distributor.Distributor");
        String applied = inside.command("ezplex:upgrade apply " + context.getProperty(SHARED));
        assertTrue(applied, applied.startsWith("EZX8001I"));
        assertEquals(List.of("0.1.1"), versions(LIBRARY));
        Inside.await("services", services, inside::services);
        assertTrue(before != inside.registration("org.ezplex.distributor.Distributor"));
        inside.awaitJoined();

        String back = inside.command("ezplex:upgrade rollback");
        assertTrue(back, back.startsWith("EZX8002I"));
        assertEquals(List.of("0.1.0"), versions(LIBRARY));
        Inside.await("services", services, inside::services);
        assertEquals(List.of(), inside.notActive());
        inside.awaitJoined();
    }

    @Test
    public void anAdapterOfAnotherLevelGoesOnWithWhatIsRegistered() throws Exception {
        Path profile = home().resolve("etc/level.profile");
        Files.writeString(
                profile,
                "VIPADYNAMIC VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 " + DVIPA + " ENDVIPADYNAMIC"
                        + System.lineSeparator());
        inside.command("ezplex:vary obeyfile " + profile);
        Inside.await("ownerships", 1L, this::ownerships);
        Map<String, Integer> services = inside.services();
        long before = inside.registration("org.ezplex.osa.SharedAdapter");
        String applied = inside.command("ezplex:upgrade apply " + context.getProperty(OSA));
        assertTrue(applied, applied.startsWith("EZX8001I"));
        Inside.await("services", services, inside::services);
        assertTrue(before != inside.registration("org.ezplex.osa.SharedAdapter"));
        assertEquals("it is still the first ownership", 1L, ownerships());
        String back = inside.command("ezplex:upgrade rollback");
        assertTrue(back, back.startsWith("EZX8002I"));
        Inside.await("services", services, inside::services);
        assertEquals("it is still the first ownership", 1L, ownerships());
    }

    @Test
    public void aDistributorOfAnotherLevelWorksOnceTheOneBeforeHasGone() throws Exception {
        Map<String, Integer> services = inside.services();
        String applied = inside.command("ezplex:upgrade apply " + context.getProperty(ROUTER));
        assertTrue(applied, applied.startsWith("EZX8001I"));
        assertEquals(List.of("0.1.1"), versions(DISTRIBUTOR));
        Inside.await("services", services, inside::services);
        String back = inside.command("ezplex:upgrade rollback");
        assertTrue(back, back.startsWith("EZX8002I"));
        Inside.await("services", services, inside::services);
        assertEquals(List.of(), inside.notActive());
    }

    /** How often this system has come to own the DVIPA. */
    private long ownerships() {
        try {
            return Files.readAllLines(home().resolve("log/hardcopy.log")).stream()
                    .filter(line -> line.contains("EZX5001I DVIPA " + DVIPA))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path home() {
        return Path.of(context.getProperty("ezplex.home"));
    }

    /** Of each that there is of a bundle. */
    private List<String> versions(String symbolicName) {
        List<String> versions = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                versions.add(bundle.getVersion().toString());
            }
        }
        return versions;
    }
}
