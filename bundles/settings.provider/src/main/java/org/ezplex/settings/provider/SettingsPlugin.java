// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Between a configuration and who gets it: takes out values that cannot be used, so that the default is, and puts a number that is
 * out of its limits at the nearest of them. Without it a component throws at the first wrong value and is not there. What it does
 * is told by {@link SettingsReporter}, from the same function.
 */
// Immediate: Configuration Admin gets and ungets it around each configuration, and what is known of the bundles must
// last.
@Component(property = ConfigurationPlugin.CM_RANKING + ":Integer=500", immediate = true)
public final class SettingsPlugin implements ConfigurationPlugin {
    private final Definitions definitions;

    /** Needs nothing of ours: it has to be there before anything of ours is configured. */
    @Activate
    public SettingsPlugin(BundleContext context, @Reference MetaTypeService metaTypes) {
        this.definitions = new Definitions(context, metaTypes);
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> reference, Dictionary<String, Object> properties) {
        Object factory = properties.get(ConfigurationAdmin.SERVICE_FACTORYPID);
        Object pid = factory == null ? properties.get("service.pid") : factory;
        if (pid instanceof String text && text.startsWith(Definitions.OURS)) {
            mend(definitions.of(text), FrameworkUtil.asMap(properties));
        }
    }

    static void mend(Map<String, AttributeDefinition> definitions, Map<String, Object> properties) {
        for (Finding finding : SettingsCheck.of(definitions, properties)) {
            if (finding instanceof Finding.WrongValue wrong) {
                wrong.substitute()
                        .ifPresentOrElse(
                                number -> properties.put(wrong.setting(), number),
                                () -> properties.remove(wrong.setting()));
            }
        }
    }
}
