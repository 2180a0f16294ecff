// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class HealthTest {
    /** The states of the configurations of the components of bundle {@code a}. */
    private final Map<String, List<Integer>> components = new TreeMap<>();

    private final Map<String, String> headers = new TreeMap<>();
    private final Set<String> missingClasses = new TreeSet<>();
    private boolean immediate;
    private int state = Bundle.ACTIVE;
    private int looks;
    private int satisfiedAtLook;

    private final Collection<Bundle> bundles =
            List.of(proxy(Bundle.class, (self, method, arguments) -> switch (method.getName()) {
                case "getSymbolicName" -> "a";
                case "getState" -> state;
                case "getHeaders" -> FrameworkUtil.asDictionary(headers);
                case "loadClass" -> loaded((String) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            }));

    private Class<?> loaded(String name) throws ClassNotFoundException {
        if (missingClasses.contains(name)) {
            throw new ClassNotFoundException(name);
        }
        return Object.class;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final ServiceComponentRuntime runtime =
            proxy(ServiceComponentRuntime.class, (self, method, arguments) -> switch (method.getName()) {
                case "getComponentDescriptionDTOs" -> descriptions();
                case "getComponentConfigurationDTOs" ->
                    configurations((ComponentDescriptionDTO) arguments[0]).toList();
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private List<ComponentDescriptionDTO> descriptions() {
        looks++;
        if (looks == satisfiedAtLook) {
            components.replaceAll((name, states) -> List.of(ComponentConfigurationDTO.ACTIVE));
        }
        return components.keySet().stream()
                .map(name -> {
                    ComponentDescriptionDTO description = new ComponentDescriptionDTO();
                    description.name = name;
                    description.implementationClass = "the class of " + name;
                    description.immediate = immediate;
                    return description;
                })
                .toList();
    }

    private Stream<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
        return components.get(component.name).stream().map(value -> {
            ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
            configuration.state = value;
            return configuration;
        });
    }

    private Health.Picture picture() {
        return new Health(() -> runtime, 0).of(bundles);
    }

    private List<String> ills(Health.Picture before) throws InterruptedException {
        return new Health(() -> runtime, 0).await(before, () -> bundles);
    }

    @Test
    void whatWorkedHasToWorkAgain() throws InterruptedException {
        components.put("c", List.of(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED));
        Health.Picture before = picture();
        assertThat(ills(before)).isEmpty();
        components.put("c", List.of(ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.FAILED_ACTIVATION));
        assertThat(ills(before)).containsExactly("c DOES NOT WORK");
        state = Bundle.RESOLVED;
        assertThat(ills(before)).containsExactly("a DOES NOT RUN");
    }

    @Test
    void whatDidNotWorkNeedNot() throws InterruptedException {
        components.put("c", List.of(ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
        assertThat(ills(picture())).isEmpty();
        state = Bundle.INSTALLED;
        assertThat(ills(picture())).isEmpty();
    }

    @Test
    void aComponentThatIsNotInTheBundleAnyMoreIsNotMissed() throws InterruptedException {
        components.put("c", List.of(ComponentConfigurationDTO.ACTIVE));
        Health.Picture before = picture();
        components.clear();
        assertThat(ills(before)).isEmpty();
        headers.put("Service-Component", "OSGI-INF/c.xml");
        assertThat(ills(before)).containsExactly("THE COMPONENTS OF a CANNOT BE READ");
    }

    @Test
    void anImmediateComponentThatWasActiveHasToBeActive() throws InterruptedException {
        immediate = true;
        components.put("c", List.of(ComponentConfigurationDTO.ACTIVE));
        Health.Picture before = picture();
        components.put("c", List.of(ComponentConfigurationDTO.SATISFIED));
        assertThat(ills(before)).containsExactly("c DOES NOT WORK");
        assertThat(ills(picture())).isEmpty();
        immediate = false;
        assertThat(ills(before)).isEmpty();
    }

    @Test
    void theClassOfAComponentHasToBeThere() throws InterruptedException {
        components.put("c", List.of(ComponentConfigurationDTO.SATISFIED));
        Health.Picture before = picture();
        components.put("d", List.of(ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
        missingClasses.addAll(Set.of("the class of c", "the class of d"));
        assertThat(ills(before)).containsExactly("THE CLASS OF c CANNOT BE LOADED", "THE CLASS OF d CANNOT BE LOADED");
        assertThat(ills(picture())).isEmpty();
    }

    @Test
    void aFragmentIsOnlyResolved() throws InterruptedException {
        headers.put("Fragment-Host", "h");
        state = Bundle.RESOLVED;
        Health.Picture before = picture();
        assertThat(before.bundles()).containsExactly("a");
        state = Bundle.INSTALLED;
        assertThat(ills(before)).containsExactly("a DOES NOT RUN");
    }

    @Test
    void itIsWaitedForUntilTheDeadline() throws InterruptedException {
        components.put("c", List.of(ComponentConfigurationDTO.ACTIVE));
        Health.Picture before = picture();
        components.put("c", List.of(ComponentConfigurationDTO.UNSATISFIED_REFERENCE));
        satisfiedAtLook = looks + 5;
        assertThat(new Health(() -> runtime, Long.MAX_VALUE).await(before, () -> bundles))
                .isEmpty();
    }
}
