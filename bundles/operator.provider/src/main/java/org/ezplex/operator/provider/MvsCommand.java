// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console function {@code mvs}: commands as an MVS console takes them. */
@Component(service = MvsCommand.class)
@Command(
        function = "mvs",
        role = Role.VARY,
        shows = {"D", "DISPLAY"})
public final class MvsCommand {
    private final OperatorService service;

    @Activate
    public MvsCommand(@Reference OperatorService service) {
        this.service = service;
    }

    @Descriptor("takes a command in the form of an MVS console, such as mvs 'D TCPIP,,SYSPLEX,VIPADYN'")
    public void mvs(
            @Descriptor("the command in quotes: D TCPIP,,NETSTAT,... | D TCPIP,,SYSPLEX,... | D TCPIP,,OSAINFO,... |"
                            + " D XCF,GROUP[,NAME] | V TCPIP,,OBEYFILE,FILE | V TCPIP,,SYNTAXCHECK,FILE |"
                            + " V TCPIP,,SYSPLEX,...")
                    String[] command) {
        service.run((operator, out) -> operator.mvs(List.of(command), out));
    }
}
