// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.ezplex.system.SystemImage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system image as configured; other parts are constant for its life, so a new configuration starts them anew: it makes another system of this one. */
@Component(configurationPid = SystemImageComponent.PID)
@Designate(ocd = SystemImageComponent.Config.class)
public final class SystemImageComponent implements SystemImage {
    static final String PID = "org.ezplex.system";

    private static final Logger LOG = LoggerFactory.getLogger(SystemImageComponent.class);

    @ObjectClassDefinition(name = "System image", description = "Who this system is")
    @interface Config {
        @AttributeDefinition(
                name = "SYSNAME",
                description = "Name of the system, 1 to 8 characters. Default: the host name, cut to 8",
                required = false)
        String sysname() default "";

        @AttributeDefinition(
                name = "SYSCLONE",
                description = "1 or 2 characters, unique in the sysplex. Default: the last two of SYSNAME",
                required = false)
        String sysclone() default "";

        @AttributeDefinition(name = "SYSPLEX", description = "Name of the sysplex, 1 to 8 characters", required = false)
        String sysplex() default "EZPLEX1";

        @AttributeDefinition(
                name = "TCPNAME",
                description = "Name of the first TCP/IP stack, 1 to 8 characters",
                required = false)
        String tcpname() default "TCPIP";

        @AttributeDefinition(
                name = "Symbols",
                description = "The installation's own static system symbols, each as NAME=VALUE",
                required = false)
        String[] symbols() default {};
    }

    private final Identity identity;
    private final Path home;
    private final Path run;
    private final BooleanSupplier ending;

    @Activate
    public SystemImageComponent(BundleContext context, Config config) {
        this(wanted(config), hostName(), home(context), run(context), SystemImage.ending(context));
    }

    SystemImageComponent(Identity.Wanted wanted, String hostName, Path home, Path run, BooleanSupplier ending) {
        this.identity = Identity.of(wanted, hostName);
        this.home = home;
        this.run = run;
        this.ending = ending;
    }

    static Identity.Wanted wanted(Config config) {
        return new Identity.Wanted(
                config.sysname(), config.sysclone(), config.sysplex(), config.tcpname(), List.of(config.symbols()));
    }

    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.debug("the host's name has no address, which is all the same here", e);
            String text = String.valueOf(e.getMessage());
            int colon = text.indexOf(':');
            return colon < 0 ? "" : text.substring(0, colon);
        }
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty("ezplex.home");
        return Path.of(home == null ? "" : home).toAbsolutePath().normalize();
    }

    /** Where whoever started the framework says that the home cannot be written, a folder elsewhere. */
    private static Path run(BundleContext context) {
        String run = context.getProperty("ezplex.run");
        return run == null
                ? home(context).resolve("run")
                : Path.of(run).toAbsolutePath().normalize();
    }

    @Override
    public String sysname() {
        return identity.sysname();
    }

    @Override
    public String sysclone() {
        return identity.sysclone();
    }

    @Override
    public String sysplex() {
        return identity.sysplex();
    }

    @Override
    public String tcpname() {
        return identity.tcpname();
    }

    @Override
    public Map<String, String> symbols() {
        return identity.symbols();
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path run() {
        return run;
    }

    @Override
    public boolean ending() {
        return ending.getAsBoolean();
    }
}
