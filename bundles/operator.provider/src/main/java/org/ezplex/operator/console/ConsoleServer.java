// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.ezplex.operator.provider.OperatorService;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The console for programs on this host: a UNIX domain socket in the system's folder of run-time files. Without it the system runs on. */
@Component(
        service = {},
        immediate = true)
@Designate(ocd = ConsoleServer.Config.class)
public final class ConsoleServer {
    private final Optional<ConsoleSessions> sessions;

    @ObjectClassDefinition(name = "Local console server")
    @interface Config {
        @AttributeDefinition(description = "sessions at a time, 1 to 64", min = "1", max = "64")
        int sessions() default 8;

        @AttributeDefinition(
                description = "seconds without input or output after which a session is closed, 10 to 86400",
                min = "10",
                max = "86400")
        int idleSeconds() default 1800;
    }

    @Activate
    public ConsoleServer(
            @Reference SystemImage image,
            @Reference Hardcopy hardcopy,
            @Reference CommandProcessor processor,
            @Reference OperatorService service,
            Config config) {
        Path path = image.run().toAbsolutePath().resolve("console.sock");
        this.sessions = open(path, hardcopy)
                .map(socket -> new ConsoleSessions(
                        socket,
                        image,
                        hardcopy,
                        new Interpreters(processor, service),
                        Math.max(1, Math.min(config.sessions(), 64)),
                        Duration.ofSeconds(Math.max(10, Math.min(config.idleSeconds(), 86_400)))));
        sessions.ifPresent(ConsoleSessions::start);
    }

    private static Optional<ConsoleSocket> open(Path path, Hardcopy hardcopy) {
        try {
            ConsoleSocket socket = ConsoleSocket.open(path);
            hardcopy.issue(Message.EZX7002I, path);
            return Optional.of(socket);
        } catch (IOException e) {
            hardcopy.issue(Message.EZX7003E, path, e.getMessage());
            return Optional.empty();
        }
    }

    @Deactivate
    void close() {
        sessions.ifPresent(ConsoleSessions::close);
    }
}
