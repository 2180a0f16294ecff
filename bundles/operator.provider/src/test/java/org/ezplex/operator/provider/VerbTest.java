// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.operator.Role;
import org.junit.jupiter.api.Test;

/** Every command says which role it takes, where it is. */
class VerbTest {
    private static List<Class<?>> components() throws Exception {
        Path classes = Path.of(
                Verb.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String name = VerbTest.class.getPackageName();
        try (Stream<Path> files = Files.list(classes.resolve(name.replace('.', '/')))) {
            List<Class<?>> found = new java.util.ArrayList<>();
            for (Path file : files.toList()) {
                String type = file.getFileName().toString();
                if (type.endsWith("Command.class") && !type.equals("Command.class")) {
                    found.add(Class.forName(name + "." + type.replace(".class", "")));
                }
            }
            return found;
        }
    }

    @Test
    void everyCommandComponentHasItsRoleAndIsAVerb() throws Exception {
        assertThat(components()).hasSize(Verb.values().length);
        for (Class<?> component : components()) {
            Command declared = component.getAnnotation(Command.class);
            assertThat(declared).as(component.getName()).isNotNull();
            assertThat(declared.role()).isNotNull();
            for (String function : declared.function()) {
                assertThat(Verb.named(function)).as(function).isPresent();
                assertThat(Arrays.stream(component.getMethods()).map(java.lang.reflect.Method::getName))
                        .contains(function);
            }
        }
    }

    @Test
    void rolesAreAsTheReferenceSays() {
        assertThat(Verb.NETSTAT.needs(List.of("vdpt"))).isEqualTo(Role.DISPLAY);
        assertThat(Verb.DISPLAY.needs(List.of("xcf", "group"))).isEqualTo(Role.DISPLAY);
        assertThat(Verb.VARY.needs(List.of("sysplex", "leavegroup"))).isEqualTo(Role.VARY);
        assertThat(Verb.UPGRADE.needs(List.of("plan", "x"))).isEqualTo(Role.DISPLAY);
        assertThat(Verb.UPGRADE.needs(List.of("status"))).isEqualTo(Role.DISPLAY);
        assertThat(Verb.UPGRADE.needs(List.of("apply", "x"))).isEqualTo(Role.ADMINISTRATE);
        assertThat(Verb.UPGRADE.needs(List.of("rollback"))).isEqualTo(Role.ADMINISTRATE);
        assertThat(Verb.UPGRADE.needs(List.of())).isEqualTo(Role.ADMINISTRATE);
        assertThat(Verb.MVS.needs(List.of("D XCF,GROUP"))).isEqualTo(Role.DISPLAY);
        assertThat(Verb.MVS.needs(List.of("V TCPIP,,OBEYFILE,x"))).isEqualTo(Role.VARY);
    }
}
