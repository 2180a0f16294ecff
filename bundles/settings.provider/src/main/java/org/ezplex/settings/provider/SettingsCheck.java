// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.metatype.AttributeDefinition;

/** What is wrong with a configuration: a function of the definitions of its settings and of what was configured. */
final class SettingsCheck {
    private static final List<String> OF_THE_FRAMEWORK =
            List.of("service.", "component.", "osgi.", "felix.", "org.apache.felix.");
    private static final List<String> OF_REFERENCES = List.of(".target", ".cardinality.minimum");

    private SettingsCheck() {}

    /** In the order of the settings' names. */
    static List<Finding> of(Map<String, AttributeDefinition> definitions, Map<String, Object> configured) {
        List<String> names = new ArrayList<>(configured.keySet());
        Collections.sort(names);
        return names.stream()
                .flatMap(name -> finding(definitions, name, configured.get(name)))
                .toList();
    }

    private static Stream<Finding> finding(Map<String, AttributeDefinition> definitions, String name, Object value) {
        AttributeDefinition definition = definitions.get(name);
        if (definition != null) {
            return ValueCheck.of(definition, value).stream();
        }
        return unknown(name, definitions).stream();
    }

    private static Optional<Finding> unknown(String name, Map<String, AttributeDefinition> definitions) {
        if (isOfTheFramework(name)) {
            return Optional.empty();
        }
        String suggestion = Nearest.suggestion(name, definitions.keySet());
        boolean ofAReference = OF_REFERENCES.stream().anyMatch(name::endsWith);
        return ofAReference && suggestion.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding.UnknownName(name, suggestion));
    }

    private static boolean isOfTheFramework(String name) {
        return name.startsWith(".")
                || name.indexOf(':') >= 0
                || OF_THE_FRAMEWORK.stream().anyMatch(name::startsWith);
    }
}
