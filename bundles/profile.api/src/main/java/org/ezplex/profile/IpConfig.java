// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Map;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/**
 * IPCONFIG and the dynamic XCF address of IPCONFIG6: the options that matter to a sysplex, and the others as they were coded.
 *
 * @param dynamicXcf DYNAMICXCF of IPCONFIG: this stack's IPv4 dynamic XCF address
 * @param dynamicXcf6 DYNAMICXCF of IPCONFIG6
 * @param xcfCostMetric the cost metric of DYNAMICXCF
 * @param sysplexRouting SYSPLEXROUTING
 * @param datagramForward DATAGRAMFWD
 * @param sourceVipa SOURCEVIPA
 * @param tcpStackSourceVipa TCPSTACKSOURCEVIPA
 * @param qdioAccelerator QDIOACCELERATOR or IQDIOROUTING
 * @param options every other option of IPCONFIG by its full name without NO, with its value, {@code ON} or {@code OFF}
 */
public record IpConfig(
        Optional<IpPrefix> dynamicXcf,
        Optional<IpPrefix> dynamicXcf6,
        int xcfCostMetric,
        boolean sysplexRouting,
        boolean datagramForward,
        boolean sourceVipa,
        Optional<IpAddress> tcpStackSourceVipa,
        boolean qdioAccelerator,
        Map<String, String> options) {
    /** What holds where nothing is coded. */
    public static final IpConfig DEFAULT =
            new IpConfig(Optional.empty(), Optional.empty(), 0, false, true, false, Optional.empty(), false);

    /** Copies the map. */
    public IpConfig {
        options = Map.copyOf(options);
    }

    /** Without other options. */
    public IpConfig(
            Optional<IpPrefix> dynamicXcf,
            Optional<IpPrefix> dynamicXcf6,
            int xcfCostMetric,
            boolean sysplexRouting,
            boolean datagramForward,
            boolean sourceVipa,
            Optional<IpAddress> tcpStackSourceVipa,
            boolean qdioAccelerator) {
        this(
                dynamicXcf,
                dynamicXcf6,
                xcfCostMetric,
                sysplexRouting,
                datagramForward,
                sourceVipa,
                tcpStackSourceVipa,
                qdioAccelerator,
                Map.of());
    }
}
