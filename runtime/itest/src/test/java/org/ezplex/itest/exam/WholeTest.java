// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.condition.Condition;

/** The whole appliance starts, and everything in it that can. */
public class WholeTest extends ApplianceCase {
    @Test
    public void everyBundleIsActive() throws Exception {
        Inside.await("bundles that are not active", List.of(), inside::notActive);
        assertFalse(inside.providers().isEmpty());
    }

    @Test
    public void theExpectedServicesAreThereOnceAndTheDriversThrice() {
        Map<String, Integer> services = inside.services();
        for (String service : SERVICES) {
            int wanted = service.endsWith("NicDriver") ? 3 : 1;
            assertEquals(service, Integer.valueOf(wanted), services.get(service));
        }
    }

    @Test
    public void everyComponentIsSatisfiedAndActive() throws Exception {
        ServiceRegistration<Condition> started = announce();
        try {
            Inside.await("components that are not active", List.of(), this::notActive);
        } finally {
            started.unregister();
        }
    }

    /** With the key that the SSH library makes of classes it finds by their names. */
    @Test
    public void theSshConsoleListens() throws Exception {
        Path log = Path.of(context.getProperty("ezplex.home"), "log", "hardcopy.log");
        Inside.await("EZX7021I in " + log, true, () -> contains(log, "SSH CONSOLE LISTENS ON 127.0.0.1 PORT"));
    }

    @Test
    public void everyCommandOfOursSaysWhichRoleItTakes() throws Exception {
        ServiceReference<?>[] commands = context.getAllServiceReferences(null, "(osgi.command.scope=ezplex)");
        assertTrue(commands.length > 0);
        for (ServiceReference<?> command : commands) {
            assertTrue(command.toString(), command.getProperty("osgi.command.role") instanceof String);
        }
    }

    @Test
    public void theSystemTellsThatItIsUp() throws Exception {
        Path log = Path.of(context.getProperty("ezplex.home"), "log", "hardcopy.log");
        ServiceRegistration<Condition> started = announce();
        try {
            Inside.await("EZX0001I in " + log, true, () -> contains(log, "SYSTEM ITEST OF SYSPLEX TESTPLEX IS UP"));
        } finally {
            started.unregister();
        }
    }

    /** What the launcher says when all bundles are started. */
    private ServiceRegistration<Condition> announce() {
        return context.registerService(
                Condition.class,
                Condition.INSTANCE,
                FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, "org.ezplex.started")));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> notActive() {
        ServiceComponentRuntime runtime =
                context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        Bundle[] providers = inside.providers().toArray(new Bundle[0]);
        List<String> names = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(providers)) {
            List<ComponentConfigurationDTO> configurations =
                    List.copyOf(runtime.getComponentConfigurationDTOs(component));
            if (configurations.isEmpty()) {
                names.add(component.name + " has no configuration");
            }
            configurations.stream()
                    .filter(c -> !active(c))
                    .forEach(c -> names.add(component.name + ": state " + c.state));
        }
        return names;
    }

    /** A component that waits to be used is used. */
    private boolean active(ComponentConfigurationDTO component) {
        if (component.state == ComponentConfigurationDTO.SATISFIED) {
            try {
                ServiceReference<?>[] references =
                        context.getAllServiceReferences(null, "(component.id=" + component.id + ")");
                assertTrue(component.description.name, references != null && references.length == 1);
                return context.getService(references[0]) != null;
            } catch (InvalidSyntaxException e) {
                throw new AssertionError(e);
            }
        }
        return component.state == ComponentConfigurationDTO.ACTIVE;
    }
}
