// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

/**
 * TCP ports from {@code first} to {@code last}, both included.
 *
 * @param first 1 to 65535
 * @param last {@code first} to 65535
 */
public record PortRange(int first, int last) implements Comparable<PortRange> {
    /** Every port. */
    public static final PortRange ALL = new PortRange(1, 65535);

    /** Checks the bounds. */
    public PortRange {
        if (first < 1 || last > 65535 || last < first) {
            throw new IllegalArgumentException("port range " + first + "-" + last);
        }
    }

    /** The range of one port. */
    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    /** Whether {@code port} is in the range. */
    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    @Override
    public int compareTo(PortRange other) {
        return first != other.first ? Integer.compare(first, other.first) : Integer.compare(last, other.last);
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
