// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The operator's console over SSH, where the configuration wants it. Where it does not, no class of the SSH library is loaded. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.ezplex.ssh",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SshConsole.Config.class)
public final class SshConsole {
    private final Optional<Keeper> keeper;

    @ObjectClassDefinition(name = "SSH console")
    @interface Config {
        @AttributeDefinition(description = "whether operators can connect over SSH")
        boolean enabled() default false;

        @AttributeDefinition(description = "address to listen on; one of the host's, or :: for all")
        String address() default "127.0.0.1";

        @AttributeDefinition(description = "port to listen on, 1 to 65535", min = "1", max = "65535")
        int port() default 8022;

        @AttributeDefinition(description = "file with users, roles and public keys, relative to the home")
        String keys() default "etc/ssh/authorized_keys";

        @AttributeDefinition(description = "file with the host key, relative to the home; made where it is missing")
        String hostKey() default "etc/ssh/host_ed25519_key";

        @AttributeDefinition(
                description = "seconds without input or output after which a session is ended, 10 to 86400",
                min = "10",
                max = "86400")
        int idleSeconds() default 900;

        @AttributeDefinition(description = "seconds to log in within, 1 to 600", min = "1", max = "600")
        int graceSeconds() default 30;

        @AttributeDefinition(description = "sessions at a time, 1 to 64", min = "1", max = "64")
        int maxSessions() default 16;

        @AttributeDefinition(description = "sessions of one user at a time, 1 to 64", min = "1", max = "64")
        int maxSessionsPerUser() default 4;

        @AttributeDefinition(
                description = "connections that have not logged in at a time, 1 to 64",
                min = "1",
                max = "64")
        int maxUnauthenticated() default 8;
    }

    @Activate
    public SshConsole(
            @Reference SystemImage image,
            @Reference Hardcopy hardcopy,
            @Reference OperatorConsole console,
            Config config) {
        this.keeper = config.enabled()
                ? Optional.of(new Keeper(settings(image.home(), config), hardcopy, console))
                : Optional.empty();
        keeper.ifPresent(Keeper::start);
    }

    private static Settings settings(Path home, Config config) {
        return new Settings(
                config.address(),
                config.port(),
                home.resolve(config.keys()),
                home.resolve(config.hostKey()),
                Duration.ofSeconds(config.idleSeconds()),
                Duration.ofSeconds(config.graceSeconds()),
                config.maxSessions(),
                config.maxSessionsPerUser(),
                config.maxUnauthenticated());
    }

    @Deactivate
    void close() {
        keeper.ifPresent(Keeper::close);
    }
}
