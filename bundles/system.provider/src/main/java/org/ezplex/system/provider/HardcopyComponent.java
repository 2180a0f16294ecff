// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The hardcopy log as a service, on file {@code log/hardcopy.log} under the system's home. */
@Component(immediate = true, configurationPid = "org.ezplex.hardcopy")
@Designate(ocd = HardcopyComponent.Config.class)
public final class HardcopyComponent implements Hardcopy {
    private static final long LEAST_BYTES = 64 * 1024;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final long END_MILLIS = 5_000;

    @ObjectClassDefinition(name = "Hardcopy log", description = "Messages to the operator on file")
    @interface Config {
        @AttributeDefinition(name = "File size", description = "A full file is set aside, in bytes", min = "65536")
        long file_bytes() default 5 * 1024 * 1024;

        @AttributeDefinition(name = "Generations", description = "Files set aside and kept", min = "0", max = "99")
        int generations() default 4;
    }

    private final HardcopyLog log;
    private final EventLoop.Timer ticks;

    @Activate
    public HardcopyComponent(@Reference SystemImage system, @Reference EventLoop loop, Config config) {
        this.log = new HardcopyLog(
                Clock.systemUTC(),
                system.sysname(),
                new HardcopyFile(
                        system.home().resolve("log").resolve("hardcopy.log"), bytes(config), generations(config)),
                new HardcopyThread(END_MILLIS));
        this.ticks = loop.repeat(TICK, log::tick);
    }

    private static long bytes(Config config) {
        return Math.max(LEAST_BYTES, config.file_bytes());
    }

    private static int generations(Config config) {
        return Math.max(0, Math.min(99, config.generations()));
    }

    /** Everything else wants this component, so a new configuration must not start it anew. */
    @Modified
    void modified(Config config) {
        log.limits(bytes(config), generations(config));
    }

    @Override
    public void issue(Message message, Object... inserts) {
        log.issue(message, inserts);
    }

    @Override
    public List<Line> recent(int most) {
        return log.recent(most);
    }

    @Deactivate
    void close() {
        ticks.cancel();
        log.close();
    }
}
