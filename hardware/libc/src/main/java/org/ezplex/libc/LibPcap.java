// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The calls of libpcap that the frame path needs, as their manual pages say. Nothing but primitives, which JNA passes without allocating;
 * an address is a {@code long}, {@code pcap} that of a {@code pcap_t}. One thread at a time for one handle. The first use binds the
 * library, with a {@link LinkageError} where it is not there.
 */
public final class LibPcap {
    static {
        Native.register(LibPcap.class, NativeLibrary.getInstance("pcap"));
    }

    private LibPcap() {}

    /** Puts the addresses of the next packet's header and data where these two addresses say; 1, 0 if there was none in time, or less. */
    public static native int pcap_next_ex(long pcap, long header, long data);

    /** Sends a frame of so many bytes; 0, or -1. */
    public static native int pcap_sendpacket(long pcap, long frame, int bytes);

    /** The descriptor that is captured from. */
    public static native int pcap_fileno(long pcap);
}
