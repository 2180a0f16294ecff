// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.system.Hardcopy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.condition.Condition;

class FilesReporterTest {
    @Test
    void whatIsNotThereIsToldOnceForItsFile() {
        assertThat(FilesReporter.missing("etc/a.json x\netc/a.json y\netc/a.json z\netc/b.json w", Set.of("y", "w")))
                .containsExactly(entry("etc/a.json", "x, z"));
        assertThat(FilesReporter.missing("", Set.of())).isEmpty();
    }

    @Test
    void aLevelThatWasNotStartedIsTold() throws Exception {
        Map<String, String> properties = new HashMap<>();
        List<String> log = new ArrayList<>();
        BundleContext context =
                proxy(BundleContext.class, (self, method, arguments) -> properties.get((String) arguments[0]));
        ConfigurationAdmin admin = proxy(ConfigurationAdmin.class, (self, method, arguments) -> null);
        Hardcopy hardcopy = proxy(Hardcopy.class, (self, method, arguments) -> {
            log.add(arguments[0] + " " + ((Object[]) arguments[1])[0]);
            return null;
        });
        for (String refused : new String[] {null, "", "2.0.0 is not whole"}) {
            properties.put("ezplex.level.refused", refused);
            new FilesReporter(context, admin, hardcopy, Condition.INSTANCE);
        }
        assertThat(log).containsExactly("EZX8027E 2.0.0 is not whole");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
