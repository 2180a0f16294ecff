// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console function {@code netstat}. */
@Component(service = NetstatCommand.class)
@Command(function = "netstat", role = Role.DISPLAY)
public final class NetstatCommand {
    private final OperatorService service;

    @Activate
    public NetstatCommand(@Reference OperatorService service) {
        this.service = service;
    }

    @Descriptor("shows this stack: dynamic VIPAs, destination ports, routed connections, addresses, interfaces")
    public void netstat(
            @Descriptor("vipadcfg | vipadyn | vdpt | vcrt | home | conn | devlinks | srcip,"
                            + " then any of: detail, ip ADDRESS, port N, max N|all, --json")
                    String[] words) {
        service.run((operator, out) -> operator.netstat(List.of(words), out));
    }
}
