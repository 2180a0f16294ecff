// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import org.ezplex.net.IpPrefix;

/**
 * A VIPARANGE DEFINE: addresses for which bind(), SIOCSVIPA and MODDVIPA may create DVIPAs.
 *
 * @param prefix the addresses; host bits as coded
 * @param interfaceName the IPv6 interface name, empty for IPv4
 * @param moveable {@link Moveable#NONDISRUPTIVE} or {@link Moveable#DISRUPTIVE}
 * @param saf the SAF resource name, empty for none
 */
public record VipaRange(IpPrefix prefix, String interfaceName, Moveable moveable, String saf) {
    /** Refuses nulls. */
    public VipaRange {
        Objects.requireNonNull(prefix);
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(moveable);
        Objects.requireNonNull(saf);
    }
}
