// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** What a bundle cannot do without: what it is wired to, and what offers the services and extenders it says it needs. */
final class Closure {
    private final List<Bundle> all;

    /** Over bundles that are installed and resolved. */
    Closure(Bundle[] all) {
        this.all = Arrays.stream(all).filter(b -> b.getBundleId() != 0).toList();
    }

    /** {@code start} and all it needs. Throws {@link IllegalStateException} if nothing offers a thing it needs. */
    Set<Bundle> of(Bundle start) {
        Set<Bundle> closure = new LinkedHashSet<>();
        Deque<Bundle> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Bundle bundle = open.pop();
            if (bundle.getBundleId() != 0 && closure.add(bundle)) {
                open.addAll(wiredTo(bundle));
                open.addAll(neededAtRunTime(bundle));
            }
        }
        return closure;
    }

    private static List<Bundle> wiredTo(Bundle bundle) {
        List<Bundle> needed = new ArrayList<>();
        for (BundleWire wire : bundle.adapt(BundleWiring.class).getRequiredWires(null)) {
            if (!optional(wire.getRequirement())) {
                needed.add(wire.getProvider().getBundle());
            }
        }
        return needed;
    }

    private List<Bundle> neededAtRunTime(Bundle bundle) {
        List<Bundle> needed = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            String effective = requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
            if (effective.equals("active") && !optional(requirement) && !offeredByFramework(requirement)) {
                needed.add(offering(requirement));
            }
        }
        return needed;
    }

    /** Conditions are registered by the framework and whoever started it. */
    private static boolean offeredByFramework(BundleRequirement requirement) {
        return requirement
                .getDirectives()
                .getOrDefault(Constants.FILTER_DIRECTIVE, "")
                .contains("org.osgi.service.condition.Condition");
    }

    private static boolean optional(BundleRequirement requirement) {
        return Constants.RESOLUTION_OPTIONAL.equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private Bundle offering(BundleRequirement requirement) {
        for (Bundle bundle : all) {
            for (BundleCapability capability :
                    bundle.adapt(BundleRevision.class).getDeclaredCapabilities(requirement.getNamespace())) {
                if (requirement.matches(capability)) {
                    return bundle;
                }
            }
        }
        throw new IllegalStateException("nothing offers " + requirement);
    }
}
