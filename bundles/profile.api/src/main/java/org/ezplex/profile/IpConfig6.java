// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Map;

/**
 * IPCONFIG6 but for its dynamic XCF address, which {@link IpConfig} has. A name is empty where none was coded.
 *
 * @param datagramForward DATAGRAMFWD
 * @param sourceVipa SOURCEVIPA
 * @param sourceVipaInterface DYNAMICXCF ... SOURCEVIPAINT
 * @param tcpStackSourceVipa TCPSTACKSOURCEVIPA, the name of an interface
 * @param interfaceId DYNAMICXCF ... INTFID
 * @param options every other option by its full name without NO, with its value, {@code ON} or {@code OFF}
 */
public record IpConfig6(
        boolean datagramForward,
        boolean sourceVipa,
        String sourceVipaInterface,
        String tcpStackSourceVipa,
        String interfaceId,
        Map<String, String> options) {
    /** What holds where nothing is coded. */
    public static final IpConfig6 DEFAULT = new IpConfig6(true, false, "", "", "", Map.of());

    /** Copies the map. */
    public IpConfig6 {
        options = Map.copyOf(options);
    }
}
