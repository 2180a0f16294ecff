// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What this machine's kernel is asked for, as it says itself. */
class KernelNoticesTest {
    private static final Path SOCKETS = Path.of("/proc/net/netlink");
    private static final int PROTOCOL = 1;
    private static final int GROUPS = 3;
    private static final int INODE = 9;

    @Test
    void linksAndAddressesAreListenedToAndRoutesAreNot() throws IOException {
        assumeTrue(Files.isReadable(SOCKETS));
        try (KernelNotices notices = new KernelNotices(1 << 16, new ToldNotices())) {
            assertThat(notices).isNotNull();
            assertThat(groupsOf(ownSockets()))
                    .containsExactly(bit(RouteNetlink.GROUP_LINK)
                            | bit(RouteNetlink.GROUP_IPV4_IFADDR)
                            | bit(RouteNetlink.GROUP_IPV6_IFADDR));
        }
    }

    private static int bit(int group) {
        return 1 << (group - 1);
    }

    /** The groups of the sockets of NETLINK_ROUTE that are in any. */
    private static List<Integer> groupsOf(Set<String> inodes) throws IOException {
        try (Stream<String> lines = Files.lines(SOCKETS)) {
            return lines.skip(1)
                    .map(line -> line.trim().split(" +"))
                    .filter(socket -> Integer.parseInt(socket[PROTOCOL]) == NetlinkSocket.ROUTE)
                    .filter(socket -> inodes.contains("socket:[" + socket[INODE] + "]"))
                    .map(socket -> Integer.parseUnsignedInt(socket[GROUPS], 16))
                    .filter(groups -> groups != 0)
                    .toList();
        }
    }

    private static Set<String> ownSockets() throws IOException {
        Set<String> targets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open.toList()) {
                // The one the list was made with is gone by now.
                if (Files.isSymbolicLink(descriptor)) {
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return targets;
    }
}
