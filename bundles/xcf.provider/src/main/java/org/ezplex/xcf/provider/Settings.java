// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.file.Path;
import java.util.List;

/**
 * What the configuration says, not yet checked against the host.
 *
 * @param group the group's name
 * @param interfaceName the XCF network's interface, or empty
 * @param bindAddress this system's address on the XCF network, or empty
 * @param port the UDP or TCP port; those a hundred and two hundred above it are for watching each other
 * @param transport {@code udp} or {@code tcp}
 * @param multicastAddress the group's multicast address, or empty for the default of the family
 * @param multicastPort the port for multicast
 * @param hosts where the others are, for {@code tcp}
 * @param keyFile the sysplex key
 * @param holdMillis how long joining waits at the start for a word to join or not to
 * @param joinMillis how long a group is looked for before this system begins one
 * @param failureDetectionMillis how long without a sign of life until a member is taken for lost
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
        long holdMillis,
        long joinMillis,
        long failureDetectionMillis) {}
