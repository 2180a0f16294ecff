// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.felix.service.command.CommandProcessor;
import org.ezplex.operator.Caller;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.operator.Screen;
import org.ezplex.operator.provider.OperatorService;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console for those who bring operators from elsewhere. */
@Component
public final class RemoteConsole implements OperatorConsole {
    private final SystemImage image;
    private final Interpreters interpreters;
    private final Audit audit;

    @Activate
    public RemoteConsole(
            @Reference SystemImage image,
            @Reference Hardcopy hardcopy,
            @Reference CommandProcessor processor,
            @Reference OperatorService service) {
        this.image = image;
        this.interpreters = new Interpreters(processor, service);
        this.audit = new Audit(hardcopy, System::nanoTime);
    }

    @Override
    public ConsoleSession command(Caller caller, String command, OutputStream output) {
        return new ExecSession(interpreters, new CommandRunner(audit, caller), command, output);
    }

    @Override
    public ConsoleSession terminal(Caller caller, Screen screen, InputStream input, OutputStream output) {
        return new ShellSession(interpreters, new CommandRunner(audit, caller), image, screen, input, output);
    }
}
