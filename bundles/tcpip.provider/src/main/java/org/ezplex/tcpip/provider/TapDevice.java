// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.ezplex.tcpip.DataDevice;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;

/**
 * A TAP interface. It is not persistent: the kernel removes it with the process, in whatever way that ends. Frames are given in
 * one write each, without allocating; one thread at a time. A stack whose predecessor has left one that is in use opens the same one: it
 * has a queue for each, and goes with the last.
 */
final class TapDevice implements DataDevice, AutoCloseable {
    /** The largest IP packet of a TAP device: 65535 less the Ethernet header. */
    static final int MTU = 65521;

    private static final int O_RDWR_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
    private static final long TUNSETIFF = 0x400454caL;
    private static final int IFF_TAP_NO_PI = 0x1002;
    private static final int IFF_MULTI_QUEUE = 0x100;
    /** It must not be there. */
    private static final int IFF_TUN_EXCL = 0x8000;

    private static final int IFREQ = 40;
    private static final int NAME_BYTES = 16;
    private static final int ETHERNET_HEADER = 14;

    private final int fd;
    private final String name;
    private final byte[] mac = new byte[6];
    private long delivered;
    private long refused;
    private int users;
    /** Its stack has ended. */
    private boolean left;

    private boolean closed;

    private TapDevice(int fd, String name) {
        this.fd = fd;
        this.name = name;
    }

    /** Creates the device; {@code %d} in the name becomes the first free number. */
    static TapDevice create(KernelTables kernel, DeviceSettings settings, String nameTemplate) {
        boolean there =
                kernel.interfaces().stream().anyMatch(known -> known.name().equals(nameTemplate));
        // What somebody has made for this, with one queue, can be had too.
        return open(kernel, settings, nameTemplate, there ? 0 : IFF_MULTI_QUEUE | IFF_TUN_EXCL);
    }

    /** Opens another queue of a device that was made by {@link #create} and is still open. */
    static TapDevice join(KernelTables kernel, DeviceSettings settings, String name) {
        return open(kernel, settings, name, IFF_MULTI_QUEUE);
    }

    private static TapDevice open(KernelTables kernel, DeviceSettings settings, String nameTemplate, int more) {
        byte[] wanted = nameTemplate.getBytes(StandardCharsets.US_ASCII);
        if (wanted.length == 0 || wanted.length >= NAME_BYTES) {
            throw new StackException("data device name '" + nameTemplate + "': 1 to 15 characters are allowed");
        }
        int fd = LibC.open("/dev/net/tun", O_RDWR_NONBLOCK_CLOEXEC);
        if (fd < 0) {
            KernelRefusal refusal = KernelRefusal.of("/dev/net/tun");
            throw switch (refusal.errno()) {
                case LibC.ENOENT ->
                    new StackException(
                            "the host has no /dev/net/tun; modprobe tun, or give it to the container", refusal);
                // Of the file, which CAP_NET_ADMIN does not open.
                case LibC.EACCES -> new StackException("/dev/net/tun is closed to this user; chmod 666 it", refusal);
                default -> refusal;
            };
        }
        ByteBuffer ifreq =
                NativeMemory.zeroed(IFREQ).put(0, wanted).putShort(NAME_BYTES, (short) (IFF_TAP_NO_PI | more));
        if (LibC.ioctl(fd, TUNSETIFF, ifreq) < 0) {
            KernelRefusal refusal = KernelRefusal.of("creating TAP device " + nameTemplate);
            LibC.close(fd);
            throw refusal;
        }
        TapDevice device = new TapDevice(fd, text(ifreq));
        try {
            device.configure(kernel, settings);
        } catch (StackException e) {
            device.close();
            throw e;
        }
        return device;
    }

    private static String text(ByteBuffer ifreq) {
        byte[] bytes = new byte[NAME_BYTES];
        ifreq.get(0, bytes);
        int end = 0;
        while (end < NAME_BYTES && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    private void configure(KernelTables kernel, DeviceSettings settings) {
        settings.prepare(name);
        StackInterface link = kernel.interfaces().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackException("TAP device " + name + " went away while it was made"));
        setMac(link.mac());
        kernel.linkUp(link.index(), MTU);
    }

    private void setMac(MacAddress address) {
        System.arraycopy(address.octets(), 0, mac, 0, mac.length);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized boolean deliver(ByteBuffer frame) {
        int length = frame.remaining();
        if (closed || length < ETHERNET_HEADER || !frame.isDirect() || frame.isReadOnly()) {
            refused++;
            return false;
        }
        int start = frame.position();
        for (int i = 0; i < mac.length; i++) {
            frame.put(start + i, mac[i]);
        }
        if (LibC.write(fd, frame, length) == length) {
            delivered++;
            return true;
        }
        refused++;
        return false;
    }

    @Override
    public synchronized void hold() {
        users++;
    }

    @Override
    public synchronized void release() {
        users--;
        closeIfLeft();
    }

    /** Its stack ends: it goes when nobody uses it any more. */
    synchronized void leave() {
        left = true;
        closeIfLeft();
    }

    private void closeIfLeft() {
        if (left && users <= 0) {
            close();
        }
    }

    @Override
    public synchronized long delivered() {
        return delivered;
    }

    @Override
    public synchronized long refused() {
        return refused;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.close(fd);
        }
    }
}
