// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console function {@code upgrade}. */
@Component(service = UpgradeCommand.class)
@Command(
        function = "upgrade",
        role = Role.ADMINISTRATE,
        shows = {"PLAN", "STATus"})
public final class UpgradeCommand {
    private static final String OPERANDS =
            "plan FILE [detail] shows what a package would change, apply FILE puts it in force, stage FILE with the next"
                    + " start, FILE relative to the system's home; status [sysplex]; rollback goes back to the level before; sysplex FILE applies it"
                    + " on one system after the other, sysplex plan FILE only asks them, sysplex rollback gives that up;"
                    + " each with --json";

    private final OperatorService service;

    @Activate
    public UpgradeCommand(@Reference OperatorService service) {
        this.service = service;
    }

    @Descriptor("changes the level of the product while the system runs, from a signed package")
    public void upgrade(@Descriptor(OPERANDS) String[] words) {
        service.run((operator, out) -> operator.upgrade(List.of(words), out));
    }
}
