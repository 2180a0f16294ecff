// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

/** The states of RFC 9293 section 3.3.2, in the order of the kernel's numbers from 1, SYN_RECV of a request socket included. */
public enum TcpState {
    /** Open. */
    ESTABLISHED,
    /** Active open begun. */
    SYN_SENT,
    /** Passive open begun. */
    SYN_RECV,
    /** Closed here first. */
    FIN_WAIT1,
    /** Closed here first, acknowledged. */
    FIN_WAIT2,
    /** Both closed; waiting for stragglers. */
    TIME_WAIT,
    /** No socket state. */
    CLOSE,
    /** Closed by the peer first. */
    CLOSE_WAIT,
    /** Closed by the peer, then here. */
    LAST_ACK,
    /** Listener. */
    LISTEN,
    /** Both closed at once. */
    CLOSING,
    /** Handshake not yet finished. */
    NEW_SYN_RECV
}
