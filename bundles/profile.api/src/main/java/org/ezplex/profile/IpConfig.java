// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/**
 * IPCONFIG and IPCONFIG6, the options that matter to a sysplex.
 *
 * @param dynamicXcf DYNAMICXCF of IPCONFIG: this stack's IPv4 dynamic XCF address
 * @param dynamicXcf6 DYNAMICXCF of IPCONFIG6
 * @param xcfCostMetric the cost metric of DYNAMICXCF
 * @param sysplexRouting SYSPLEXROUTING
 * @param datagramForward DATAGRAMFWD
 * @param sourceVipa SOURCEVIPA
 * @param tcpStackSourceVipa TCPSTACKSOURCEVIPA
 * @param qdioAccelerator QDIOACCELERATOR or IQDIOROUTING
 */
public record IpConfig(
        Optional<IpPrefix> dynamicXcf,
        Optional<IpPrefix> dynamicXcf6,
        int xcfCostMetric,
        boolean sysplexRouting,
        boolean datagramForward,
        boolean sourceVipa,
        Optional<IpAddress> tcpStackSourceVipa,
        boolean qdioAccelerator) {
    /** What holds where nothing is coded. */
    public static final IpConfig DEFAULT =
            new IpConfig(Optional.empty(), Optional.empty(), 0, false, true, false, Optional.empty(), false);
}
