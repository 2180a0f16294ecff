// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import org.ezplex.net.MacAddress;

/** Makes virtual MAC addresses: locally administered, unicast, the same whenever the same interface is opened. */
final class VirtualMac {
    private static final long LOCAL = 0x0200_0000_0000L;
    private static final long ADMINISTRATION = 0x0300_0000_0000L;

    private VirtualMac() {}

    /** The configured address, or one derived from the NIC's own if {@code configured} is empty. */
    static MacAddress of(String configured, MacAddress nic, String interfaceName) {
        if (configured.isBlank()) {
            return generated(nic, interfaceName);
        }
        MacAddress mac = MacAddress.of(configured.trim());
        if (mac.isGroup() || mac.bits() == 0 || mac.equals(nic)) {
            throw new IllegalArgumentException("VMAC " + mac + " is a group's, none, or the NIC's own");
        }
        return mac;
    }

    private static MacAddress generated(MacAddress nic, String interfaceName) {
        long mixed = nic.bits() + 0x9E37_79B9_7F4A_7C15L * (1 + Integer.toUnsignedLong(interfaceName.hashCode()));
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        long bits = (mixed >>> 16 & ~ADMINISTRATION & 0xFFFF_FFFF_FFFFL) | LOCAL;
        return bits == nic.bits() ? new MacAddress(bits ^ 1) : new MacAddress(bits);
    }
}
