// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * The settings that Ezplex' own bundles have. Those of others are left alone: what their Metatype says is not all that they take.
 * Bundles need only be installed.
 */
final class Definitions {
    static final String OURS = "org.ezplex.";

    private final BundleContext context;
    private final MetaTypeService metaTypes;
    private final Map<Long, Read> read = new ConcurrentHashMap<>();

    Definitions(BundleContext context, MetaTypeService metaTypes) {
        this.context = context;
        this.metaTypes = metaTypes;
    }

    /** The settings of a configuration by their names; empty where no bundle has it. Of two bundles with one PID the newer counts. */
    Map<String, AttributeDefinition> of(String pid) {
        Map<String, AttributeDefinition> all = new TreeMap<>();
        information()
                .filter(i -> pids(i).anyMatch(pid::equals))
                .map(i -> i.getObjectClassDefinition(pid, null))
                .flatMap(d -> Arrays.stream(d.getAttributeDefinitions(ObjectClassDefinition.ALL)))
                .forEach(a -> all.put(a.getID(), a));
        return all;
    }

    /** What can be configured. */
    Set<String> pids() {
        Set<String> all = new TreeSet<>();
        information().flatMap(Definitions::pids).forEach(all::add);
        return all;
    }

    private static Stream<String> pids(MetaTypeInformation information) {
        return Stream.concat(texts(information.getPids()), texts(information.getFactoryPids()));
    }

    private static Stream<String> texts(String[] texts) {
        return texts == null ? Stream.empty() : Arrays.stream(texts);
    }

    private Stream<MetaTypeInformation> information() {
        return Arrays.stream(context.getBundles())
                .filter(b -> String.valueOf(b.getSymbolicName()).startsWith(OURS))
                .filter(b -> b.getState() != Bundle.UNINSTALLED)
                .map(this::information)
                .filter(Objects::nonNull);
    }

    /** The service reads the bundle each time, and every component that starts has a configuration. */
    private MetaTypeInformation information(Bundle bundle) {
        return read.compute(
                        bundle.getBundleId(),
                        (id, known) -> known != null && known.modified == bundle.getLastModified()
                                ? known
                                : new Read(bundle.getLastModified(), metaTypes.getMetaTypeInformation(bundle)))
                .information;
    }

    /** What a bundle said when it was installed or last updated. */
    private record Read(long modified, MetaTypeInformation information) {}
}
