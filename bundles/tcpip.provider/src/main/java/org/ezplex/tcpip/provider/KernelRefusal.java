// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.ezplex.tcpip.StackException;

/** The kernel answered with an error number. */
final class KernelRefusal extends StackException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    KernelRefusal(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
