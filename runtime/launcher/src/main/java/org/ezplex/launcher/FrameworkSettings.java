// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The framework's properties for a home. */
final class FrameworkSettings {
    private static final String SEALED = "ezplex.sealed";

    private FrameworkSettings() {}

    static Map<String, String> of(Home home, boolean interactive) throws IOException, LaunchException {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "org.osgi.framework.storage", home.scratch().resolve("cache").toString());
        settings.put("org.osgi.framework.storage.clean", "onFirstInit");
        settings.put("org.osgi.framework.startlevel.beginning", Integer.toString(StartLevels.CONSOLE));
        settings.put("felix.log.level", "1");
        settings.put("ezplex.home", home.folder().toString());
        settings.put("ezplex.run", home.scratch().toString());
        settings.put("ezplex.distribution", home.distribution().toString());
        ConfigurationFiles files = ConfigurationFiles.of(home);
        settings.put("configurator.initial", files.urls());
        settings.put("ezplex.configurations", files.contents());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
        // Log entries as events would be work nobody reads, done until after Event Admin has stopped.
        settings.put("org.ops4j.pax.logging.eventAdminEnabled", "false");
        Path logback = home.etc("logback.xml");
        if (Files.isRegularFile(logback)) {
            settings.put("org.ops4j.pax.logging.property.file", logback.toString());
        }
        // gosh looks for etc/gosh_profile under this folder.
        Path profiles = interactive ? home.etc("gosh_profile").getParent().getParent() : home.etc("unattended");
        settings.put("gosh.home", profiles.toString());
        // At the end of its input gosh would stop the framework, hence --noshutdown in both cases. __terminal is a
        // function
        // of etc/gosh_profile.
        settings.put(
                "gosh.args", interactive ? "--noshutdown -c __terminal" : "--noshutdown --nointeractive --nohistory");
        return settings;
    }

    /** What libraries read as system properties, because they have no other way. */
    static void applySystemProperties(Home home, boolean interactive) throws IOException {
        System.setProperty("ezplex.home", home.folder().toString());
        System.setProperty("ezplex.log", home.log().toString());
        String natives = NativeFolder.emptied(home).toString();
        System.setProperty("jline.tmpdir", natives);
        System.setProperty("jna.tmpdir", natives);
        boolean sealed = Seal.of(home).wanted();
        System.setProperty(SEALED, Boolean.toString(sealed));
        // A bundle that extends the framework runs without being resolved.
        System.setProperty("felix.extensions.disable", Boolean.toString(sealed));
        // Nobody types at a system without a terminal; the line editor need not warn about that.
        if (!interactive) {
            System.setProperty("org.jline.terminal.dumb", "true");
        }
    }

    /** The framework reads once in a process whether it is sealed: another answer takes another process. */
    static void requireSameSeal(Home home) throws LaunchException {
        if (Seal.of(home).wanted() != Boolean.getBoolean(SEALED)) {
            throw new LaunchException(
                    "the file that seals this system has come or gone since the process was started, and the process"
                            + " ends",
                    "start the system again, if nothing does so by itself");
        }
    }
}
