// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.ezplex.libc.LibC;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicException;

/**
 * What the kernel knows of an interface. Asked by ioctl, as {@link java.net.NetworkInterface} does not see an interface that has
 * no IP address, which an adapter's need not have.
 *
 * <pre>
 *  struct ifreq   0 | name, 16 bytes, ends with a zero |
 *                16 | MTU, or address family, 2 bytes  |
 *                18 |                     hardware address
 * </pre>
 *
 * @param mac its address
 * @param mtu in bytes
 */
record Link(MacAddress mac, int mtu) {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCGIFHWADDR = 0x8927;
    private static final int IFREQ = 40;
    private static final int LONGEST_NAME = 15;
    private static final int VALUE = 16;
    private static final int ARPHRD_ETHER = 1;

    static Link of(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int descriptor = bytes.length > LONGEST_NAME ? -1 : LibC.socket(AF_INET, SOCK_DGRAM, 0);
        if (descriptor < 0) {
            throw missing(name);
        }
        try {
            ByteBuffer hardware = ask(descriptor, name, SIOCGIFHWADDR);
            if (hardware.getShort(VALUE) != ARPHRD_ETHER) {
                throw new NicException(name + " is no Ethernet interface");
            }
            byte[] mac = new byte[6];
            hardware.get(VALUE + 2, mac);
            return new Link(
                    MacAddress.of(mac), ask(descriptor, name, SIOCGIFMTU).getInt(VALUE));
        } finally {
            LibC.close(descriptor);
        }
    }

    private static ByteBuffer ask(int descriptor, String name, long request) {
        ByteBuffer argument = ByteBuffer.allocateDirect(IFREQ).order(ByteOrder.nativeOrder());
        argument.put(0, name.getBytes(StandardCharsets.UTF_8));
        if (LibC.ioctl(descriptor, request, argument) < 0) {
            throw missing(name);
        }
        return argument;
    }

    private static NicException missing(String name) {
        return new NicException("there is no interface " + name + "; ip link show lists those there are");
    }
}
