// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Who this system is: one appliance on one Linux host or namespace. Constant for its life but for its end; safe for any thread. */
@ProviderType
public interface SystemImage {
    /** SYSNAME, 1 to 8 characters, upper case. */
    String sysname();

    /** SYSCLONE, 1 or 2 characters, unique in the sysplex. */
    String sysclone();

    /** SYSPLEX, the name of the sysplex, 1 to 8 characters, upper case. */
    String sysplex();

    /** TCPNAME of the first stack, 1 to 8 characters, upper case. */
    String tcpname();

    /** Static system symbols without the ampersand, upper case: SYSNAME, SYSCLONE, SYSPLEX and the installation's own. */
    Map<String, String> symbols();

    /** The folder with this system's configuration, logs and run-time files. */
    Path home();

    /** The folder for files that need not outlive the host's boot; it can be written even where the home cannot. */
    default Path run() {
        return home().resolve("run");
    }

    /**
     * Whether the system as a whole is being stopped. Else a part that ends is about to be replaced, and leaves to its successor what it has
     * brought about on the host and on the network.
     */
    default boolean ending() {
        return false;
    }

    /**
     * {@link #ending} for who outlives the system image: asks the framework itself.
     *
     * @param context of any bundle of it; the result is good for longer than that, until the framework has gone
     */
    static BooleanSupplier ending(BundleContext context) {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        return () -> framework.getState() == Bundle.STOPPING;
    }
}
