// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console function {@code vary}, {@code v} for short. */
@Component(service = VaryCommand.class)
@Command(
        function = {"vary", "v"},
        role = Role.VARY)
public final class VaryCommand {
    private static final String OPERANDS =
            "obeyfile FILE puts a profile in force, syntaxcheck FILE only reads it; FILE relative to the system's home;"
                    + " profile rollback N puts an earlier one in force; with confirm SECONDS behind either, it comes undone"
                    + " unless confirm is entered in time;"
                    + " sysplex leavegroup | joingroup | deactivate DVIPA | reactivate DVIPA |"
                    + " quiesce or resume target|port=N[,jobname=J]|jobname=J; xcf rotate changes the group's key";

    private final OperatorService service;

    @Activate
    public VaryCommand(@Reference OperatorService service) {
        this.service = service;
    }

    @Descriptor("changes the stack: its profile, its part in the sysplex, what its servers are given")
    public void vary(@Descriptor(OPERANDS) String[] words) {
        service.run((operator, out) -> operator.vary(List.of(words), out));
    }

    @Descriptor("short for vary")
    public void v(@Descriptor(OPERANDS) String[] words) {
        vary(words);
    }
}
