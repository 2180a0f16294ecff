// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;

/**
 * Tells the operator which configurations of the home's files the Configurator did not take. Whoever started the framework says in
 * the framework property {@code ezplex.configurations} what the files have: a line for each, file, blank, PID. And in
 * {@code ezplex.level.refused}, which level it could not start, and why.
 */
@Component(
        service = {},
        immediate = true)
public final class FilesReporter {
    private static final String PROPERTY = "ezplex.configurations";
    private static final String LEVEL_PROPERTY = "ezplex.level.refused";

    /** Looks once, when everything is started. */
    @Activate
    public FilesReporter(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference Hardcopy hardcopy,
            @Reference(target = "(osgi.condition.id=org.ezplex.started)") Condition started)
            throws IOException, InvalidSyntaxException {
        String lines = context.getProperty(PROPERTY);
        if (lines != null) {
            missing(lines, taken(admin)).forEach((file, pids) -> hardcopy.issue(Message.EZX0009E, pids, file));
        }
        String level = context.getProperty(LEVEL_PROPERTY);
        if (level != null && !level.isEmpty()) {
            hardcopy.issue(Message.EZX8027E, level);
        }
    }

    private static Set<String> taken(ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
        Configuration[] all = admin.listConfigurations(null);
        return all == null
                ? Set.of()
                : Arrays.stream(all).map(Configuration::getPid).collect(Collectors.toCollection(TreeSet::new));
    }

    /** By file, the PIDs that are not there. */
    static Map<String, String> missing(String lines, Set<String> taken) {
        Map<String, String> missing = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            String pid = line.substring(blank + 1);
            if (blank > 0 && !taken.contains(pid)) {
                missing.merge(line.substring(0, blank), pid, (a, b) -> a + ", " + b);
            }
        });
        return missing;
    }
}
