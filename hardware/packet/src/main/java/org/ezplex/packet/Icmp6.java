// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

/** ICMPv6 types, RFC 4443 and RFC 4861. The header is laid out as {@link Icmp}'s; its checksum covers a pseudo header too. */
public final class Icmp6 {
    /** Bytes of the header. */
    public static final int HEADER = 8;
    /** Type of a destination unreachable error. */
    public static final int UNREACHABLE = 1;
    /** Type of a packet too big error. */
    public static final int TOO_BIG = 2;
    /** Type of a time exceeded error. */
    public static final int TIME_EXCEEDED = 3;
    /** Type of a parameter problem error. */
    public static final int PARAMETER_PROBLEM = 4;
    /** Type of an echo request. */
    public static final int ECHO_REQUEST = 128;
    /** Type of an echo reply. */
    public static final int ECHO_REPLY = 129;
    /** Type of a neighbour solicitation. */
    public static final int NEIGHBOR_SOLICITATION = 135;
    /** Type of a neighbour advertisement. */
    public static final int NEIGHBOR_ADVERTISEMENT = 136;

    private Icmp6() {}

    /** Whether a type is that of an error that carries the packet at fault. */
    public static boolean isError(int type) {
        return type >= UNREACHABLE && type <= PARAMETER_PROBLEM;
    }
}
