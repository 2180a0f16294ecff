// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The configuration of the system under test: XCF on the loopback interface, an adapter of memory. */
final class Configurations {
    static final String PORT = "itest.xcf.port";
    static final String OSA = "org.ezplex.osa";

    private final ConfigurationAdmin admin;
    private final int port;

    Configurations(BundleContext context, ConfigurationAdmin admin) {
        this.admin = admin;
        this.port = Integer.parseInt(context.getProperty(PORT));
    }

    void putAll() throws IOException {
        put("org.ezplex.system", Map.of("sysname", "ITEST", "sysplex", "TESTPLEX"));
        put(
                "org.ezplex.xcf",
                Map.of(
                        "bindAddress",
                        "127.0.0.1",
                        "transport",
                        "tcp",
                        "hosts",
                        new String[] {"127.0.0.1"},
                        "port",
                        port));
        putAdapter();
        put("org.ezplex.ssh", Map.of("enabled", true, "port", port + 1));
    }

    void putAdapter() throws IOException {
        put(OSA, Map.of("interfaceName", "lan0", "driver.target", "(nic.driver=memory)"));
    }

    /** Changes nothing where it is so already. */
    void put(String pid, Map<String, Object> values) throws IOException {
        configuration(pid).updateIfDifferent(FrameworkUtil.asDictionary(values));
    }

    void remove(String pid) throws IOException {
        configuration(pid).delete();
    }

    private Configuration configuration(String pid) throws IOException {
        return admin.getConfiguration(pid, "?");
    }
}
