// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what is wrong with the configurations that are there, and with each that comes; nothing twice while it stays. */
@Component(immediate = true)
public final class SettingsReporter implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReporter.class);

    private final ConfigurationAdmin admin;
    private final Definitions definitions;
    private final Hardcopy hardcopy;
    private final Map<String, Set<Told>> told = new HashMap<>();
    private boolean closed;

    /** Looks at what is there. */
    @Activate
    public SettingsReporter(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference MetaTypeService metaTypes,
            @Reference Hardcopy hardcopy) {
        this.admin = admin;
        this.definitions = new Definitions(context, metaTypes);
        this.hardcopy = hardcopy;
        look(pid -> true);
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_UPDATED) {
            look(event.getPid()::equals);
        } else if (event.getType() == ConfigurationEvent.CM_DELETED) {
            forget(event.getPid());
        }
    }

    /** Events that are under way arrive all the same. */
    @Deactivate
    synchronized void close() {
        closed = true;
    }

    private synchronized void forget(String pid) {
        told.remove(pid);
    }

    private synchronized void look(Predicate<String> wanted) {
        if (closed) {
            return;
        }
        try {
            Configuration[] found = admin.listConfigurations(null);
            Arrays.stream(found == null ? new Configuration[0] : found)
                    .filter(c -> wanted.test(c.getPid()))
                    .sorted(Comparator.comparing(Configuration::getPid))
                    .forEach(this::look);
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("The configurations cannot be looked at", e);
        } catch (IllegalStateException e) {
            LOG.debug("Configuration Admin has gone; what the next one has is looked at anew", e);
        }
    }

    private void look(Configuration configuration) {
        String pid = configuration.getPid();
        String factory = configuration.getFactoryPid();
        Dictionary<String, Object> properties = configuration.getProperties();
        if (properties != null) {
            List<Told> now = messages(pid, factory == null ? pid : factory, properties);
            Set<Told> before = told.getOrDefault(pid, Set.of());
            now.stream()
                    .filter(t -> !before.contains(t))
                    .forEach(t -> hardcopy.issue(t.message(), t.inserts().toArray()));
            told.put(pid, Set.copyOf(now));
        }
    }

    /** A message that was issued. */
    private record Told(Message message, List<Object> inserts) {}

    private List<Told> messages(String pid, String kind, Dictionary<String, Object> properties) {
        Map<String, AttributeDefinition> known = definitions.of(kind);
        if (known.isEmpty()) {
            String suggestion = Nearest.suggestion(kind, definitions.pids());
            return kind.startsWith(Definitions.OURS) || !suggestion.isEmpty()
                    ? List.of(new Told(Message.EZX0008E, List.of(pid, suggestion)))
                    : List.of();
        }
        return SettingsCheck.of(known, FrameworkUtil.asMap(properties)).stream()
                .map(finding -> told(pid, finding))
                .toList();
    }

    private static Told told(String pid, Finding finding) {
        if (finding instanceof Finding.WrongValue wrong) {
            return new Told(
                    Message.EZX0006E, List.of(wrong.setting(), wrong.value(), pid, wrong.wrong(), wrong.used()));
        }
        Finding.UnknownName unknown = (Finding.UnknownName) finding;
        return new Told(Message.EZX0007E, List.of(pid, unknown.setting(), unknown.suggestion()));
    }
}
