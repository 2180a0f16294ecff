// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What works: bundles that are active, and their components: those that are immediate are active, the others satisfied. */
final class Health {
    private static final long PAUSE_MILLIS = 20;

    private final Supplier<ServiceComponentRuntime> components;
    private final long deadlineNanos;

    /**
     * @param components Declarative Services
     * @param deadlineNanos how long what worked before may take until it works again
     */
    Health(Supplier<ServiceComponentRuntime> components, long deadlineNanos) {
        this.components = components;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * What worked at some moment.
     *
     * @param bundles the symbolic names of those that ran
     * @param working for each of them, how many configurations of each component worked
     * @param unloadable the components of all of them whose class could not be loaded
     */
    record Picture(Set<String> bundles, Map<String, Map<String, Integer>> working, Set<String> unloadable) {}

    Picture of(Collection<Bundle> bundles) {
        Set<String> running = new TreeSet<>();
        Map<String, Map<String, Integer>> working = new HashMap<>();
        Set<String> unloadable = new TreeSet<>();
        for (Bundle bundle : bundles) {
            if (runs(bundle)) {
                running.add(bundle.getSymbolicName());
                working.merge(bundle.getSymbolicName(), working(bundle), Health::sum);
                described(bundle).stream().filter(c -> !loadable(c, bundle)).forEach(c -> unloadable.add(c.name));
            }
        }
        return new Picture(running, working, unloadable);
    }

    private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> sum = new HashMap<>(one);
        other.forEach((name, count) -> sum.merge(name, count, Integer::sum));
        return sum;
    }

    private static boolean runs(Bundle bundle) {
        return fragment(bundle)
                ? bundle.getState() == Bundle.RESOLVED
                : (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }

    static boolean fragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private Map<String, Integer> working(Bundle bundle) {
        Map<String, Integer> counts = new HashMap<>();
        for (ComponentDescriptionDTO component : described(bundle)) {
            long count = components.get().getComponentConfigurationDTOs(component).stream()
                    .filter(c -> works(component, c))
                    .count();
            counts.put(component.name, (int) count);
        }
        return counts;
    }

    /** One that is immediate and stays satisfied could not be made. */
    private static boolean works(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return configuration.state == ComponentConfigurationDTO.ACTIVE
                || (configuration.state == ComponentConfigurationDTO.SATISFIED && !component.immediate);
    }

    /** One that nobody has used yet is satisfied without its class. */
    private static boolean loadable(ComponentDescriptionDTO component, Bundle bundle) {
        try {
            bundle.loadClass(component.implementationClass);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private Collection<ComponentDescriptionDTO> described(Bundle bundle) {
        return components.get().getComponentDescriptionDTOs(bundle);
    }

    /**
     * Waits until {@code bundles} do all that {@code before} tells of, but for components that are not in them any more. What does not
     * work then; empty if all does.
     */
    List<String> await(Picture before, Supplier<Collection<Bundle>> bundles) throws InterruptedException {
        long begin = System.nanoTime();
        List<String> ills = ills(before, bundles.get());
        while (!ills.isEmpty() && System.nanoTime() - begin < deadlineNanos) {
            Thread.sleep(PAUSE_MILLIS);
            ills = ills(before, bundles.get());
        }
        return ills;
    }

    private List<String> ills(Picture before, Collection<Bundle> bundles) {
        List<String> ills = new ArrayList<>();
        Picture now = of(bundles);
        for (String name : before.bundles()) {
            if (!now.bundles().contains(name)) {
                ills.add(name + " DOES NOT RUN");
            }
        }
        for (Bundle bundle : bundles) {
            if (now.bundles().contains(bundle.getSymbolicName())
                    && hasComponents(bundle)
                    && described(bundle).isEmpty()) {
                ills.add("THE COMPONENTS OF " + bundle.getSymbolicName() + " CANNOT BE READ");
            }
        }
        for (String component : now.unloadable()) {
            if (!before.unloadable().contains(component)) {
                ills.add("THE CLASS OF " + component + " CANNOT BE LOADED");
            }
        }
        before.working().forEach((bundle, counts) -> {
            Map<String, Integer> has = now.working().getOrDefault(bundle, Map.of());
            counts.forEach((component, count) -> {
                if (has.getOrDefault(component, count) < count) {
                    ills.add(component + " DOES NOT WORK");
                }
            });
        });
        return ills;
    }

    private static boolean hasComponents(Bundle bundle) {
        return bundle.getHeaders("").get("Service-Component") != null;
    }

    /** The picture without those components of a bundle that wait for a service. */
    Picture withoutWaiting(Picture picture, Bundle bundle) {
        Map<String, Integer> counts = new HashMap<>(picture.working().getOrDefault(bundle.getSymbolicName(), Map.of()));
        for (ComponentDescriptionDTO component : described(bundle)) {
            boolean waits = components.get().getComponentConfigurationDTOs(component).stream()
                    .anyMatch(c -> c.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
            if (waits) {
                counts.remove(component.name);
            }
        }
        Map<String, Map<String, Integer>> working = new HashMap<>(picture.working());
        working.put(bundle.getSymbolicName(), counts);
        return new Picture(picture.bundles(), working, picture.unloadable());
    }

    /** The picture with another bundle in it. */
    static Picture with(Picture picture, String bundle) {
        Set<String> names = new TreeSet<>(picture.bundles());
        names.add(bundle);
        return new Picture(names, picture.working(), picture.unloadable());
    }

    /** The picture without a bundle. */
    static Picture without(Picture picture, String bundle) {
        Set<String> names = new TreeSet<>(picture.bundles());
        names.remove(bundle);
        Map<String, Map<String, Integer>> working = new HashMap<>(picture.working());
        working.remove(bundle);
        return new Picture(names, working, picture.unloadable());
    }
}
