// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console function {@code display}, {@code d} for short. */
@Component(service = DisplayCommand.class)
@Command(
        function = {"display", "d"},
        role = Role.DISPLAY)
public final class DisplayCommand {
    private static final String OPERANDS =
            "xcf group [NAME] | sysplex vipadyn|group|ports|monitor|quiesced | osainfo [INTERFACE] |"
                    + " distributor | profile history [N] | profile compare N [M] | messages [N], then any of: detail, ip ADDRESS, max N|all, --json";

    private final OperatorService service;

    @Activate
    public DisplayCommand(@Reference OperatorService service) {
        this.service = service;
    }

    @Descriptor("shows the sysplex: XCF groups, who owns which dynamic VIPA, shared adapters, counters,"
            + " earlier profiles, messages")
    public void display(@Descriptor(OPERANDS) String[] words) {
        service.run((operator, out) -> operator.display(List.of(words), out));
    }

    @Descriptor("short for display")
    public void d(@Descriptor(OPERANDS) String[] words) {
        display(words);
    }
}
