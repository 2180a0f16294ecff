// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import org.ezplex.lab.LabHost;

/** While this is open a host answers no ARP, so that no SYN/ACK reaches it: its connections stay half open. */
final class Deaf implements AutoCloseable {
    private static final int NEVER = 8;
    private static final int ALWAYS = 0;

    private final LabHost host;

    Deaf(LabHost host) {
        this.host = host;
        ignoreArp(NEVER);
    }

    LabHost host() {
        return host;
    }

    private void ignoreArp(int mode) {
        host.shell("echo " + mode + " > /proc/sys/net/ipv4/conf/all/arp_ignore");
    }

    @Override
    public void close() {
        ignoreArp(ALWAYS);
    }
}
