// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.tcpip.StackException;

/** Whether the C library can be called. Asked when it is first wanted, so that the component starts without it. */
final class CLibrary {
    private CLibrary() {}

    /** Binds the library, or says why it cannot be had. */
    static void require() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            throw new StackException("netlink is Linux's; this is " + System.getProperty("os.name"));
        }
        try {
            if (!NativeMemory.is64Bit()) {
                throw new StackException("netlink needs a 64-bit Java; this one has 32 bits");
            }
            LibC.load();
        } catch (LinkageError e) {
            throw new StackException(
                    "JNA cannot load its native part (" + e.getMessage() + "); is /tmp mounted noexec?", e);
        }
    }
}
