// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import java.util.Map;
import org.ezplex.net.MacAddress;

/**
 * DISPLAY OSAINFO in one record.
 *
 * @param interfaceName the interface
 * @param driver the NIC driver that opened it
 * @param mac the NIC's own address
 * @param vmac the stack's virtual address
 * @param mtu bytes
 * @param dataPath what forwards established connections: PORTABLE or ACCELERATOR
 * @param counters names and values, in a fixed order
 */
public record OsaInfo(
        String interfaceName,
        String driver,
        MacAddress mac,
        MacAddress vmac,
        int mtu,
        String dataPath,
        Map<String, Long> counters) {}
