// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.util.Map;
import org.ezplex.system.SystemImage;

/** A system of one's own making. */
public record FakeImage(String sysname, String sysclone, String sysplex, String tcpname, Path home)
        implements SystemImage {
    public static FakeImage at(Path home) {
        return new FakeImage("SYS1", "1", "LABPLEX", "TCPIP", home);
    }

    @Override
    public Map<String, String> symbols() {
        return Map.of("SYSNAME", sysname);
    }
}
