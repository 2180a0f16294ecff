// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.ezplex.libc.LibC;
import org.ezplex.tcpip.StackException;

/** The kernel answered with an error number. */
final class KernelRefusal extends StackException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    KernelRefusal(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    /** What went wrong in this thread's last call. */
    static KernelRefusal of(String what) {
        return of(what, LibC.errno());
    }

    static KernelRefusal of(String what, int errno) {
        boolean privilege = errno == LibC.EPERM || errno == LibC.EACCES;
        String cure = privilege ? "; it takes CAP_NET_ADMIN: run as root or give the JVM the capability" : "";
        return new KernelRefusal(what + ": " + LibC.strerror(errno) + cure, errno);
    }

    int errno() {
        return errno;
    }
}
