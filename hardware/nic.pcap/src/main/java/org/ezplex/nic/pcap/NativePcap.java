// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import org.pcap4j.core.PcapHandle;

/**
 * The calls of the frame path, mapped with nothing but primitives, which JNA passes without allocating. pcap4j opens, filters
 * and closes the handle, but gives each packet out as a new array with a new time stamp, through a callback by reflection.
 */
final class NativePcap {
    static {
        // What is the C library's is found through libpcap, which depends on it.
        Native.register(NativePcap.class, NativeLibrary.getInstance("pcap"));
    }

    private NativePcap() {}

    /** int pcap_next_ex(pcap_t *p, struct pcap_pkthdr **header, const u_char **data). */
    static native int pcap_next_ex(long pcap, long header, long data);

    /** int pcap_sendpacket(pcap_t *p, const u_char *frame, int size). */
    static native int pcap_sendpacket(long pcap, long frame, int size);

    /** int pcap_fileno(pcap_t *p). */
    static native int pcap_fileno(long pcap);

    /** int setsockopt(int socket, int level, int name, const void *value, socklen_t length). */
    static native int setsockopt(int socket, int level, int name, long value, int length);

    /** void *memcpy(void *to, const void *from, size_t size). */
    static native long memcpy(long to, long from, long size);

    /** The address of the {@code pcap_t} that pcap4j keeps to itself. */
    static long address(PcapHandle handle) {
        try {
            Field field = PcapHandle.class.getDeclaredField("handle");
            field.setAccessible(true);
            return Pointer.nativeValue((Pointer) field.get(handle));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the pcap4j this was written for", e);
        }
    }

    /** The address of a direct buffer's first byte, good as long as the buffer is kept. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
