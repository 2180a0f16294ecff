// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.file.Path;
import java.util.List;

/**
 * What the configuration says, not yet checked against the host. Times are in milliseconds.
 *
 * @param group the group's name
 * @param interfaceName the XCF network's interface, or empty
 * @param bindAddress this system's address on the XCF network, or empty
 * @param port the UDP or TCP port; those a hundred and two hundred above it are for watching each other, the TCP port three
 *     hundred above it for keys
 * @param transport {@code udp} or {@code tcp}
 * @param multicastAddress the group's multicast address, or empty for the default of the family
 * @param multicastPort the port for multicast
 * @param hosts where the others are, for {@code tcp}
 * @param keyFile the sysplex key
 * @param pkiFolder the system's certificate; where there is one the key is not looked at
 * @param keyTransition whether a system with a certificate begins with the key of {@code keyFile}, until the group's key is changed
 * @param holdMillis how long joining waits at the start for a word to join or not to; 0 or more
 * @param joinMillis how long a group is looked for before this system begins one, and an answer to joining it waited for; 1 or more
 * @param failureDetectionMillis how long without a sign of life until a member is taken for lost; 100 to 60000
 */
record Settings(
        String group,
        String interfaceName,
        String bindAddress,
        int port,
        String transport,
        String multicastAddress,
        int multicastPort,
        List<String> hosts,
        Path keyFile,
        Path pkiFolder,
        boolean keyTransition,
        long holdMillis,
        long joinMillis,
        long failureDetectionMillis) {
    /** Five signs of life are sent in that time: with less, load alone looks like a failure, and the thread that sends never rests. */
    private static final long LEAST_DETECTION = 100;

    private static final long MOST_DETECTION = 60_000;

    /** With each time that is out of its range at the end of that; the operator is told where the configuration is checked. */
    Settings inRange() {
        return new Settings(
                group,
                interfaceName,
                bindAddress,
                port,
                transport,
                multicastAddress,
                multicastPort,
                hosts,
                keyFile,
                pkiFolder,
                keyTransition,
                Math.max(0, holdMillis),
                // The engine takes 0 for without end.
                Math.max(1, joinMillis),
                Math.max(LEAST_DETECTION, Math.min(failureDetectionMillis, MOST_DETECTION)));
    }
}
