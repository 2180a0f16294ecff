// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ezplex.net.IpAddress;

/**
 * What this system has changed on its host, and its form in the journal: one line each.
 *
 * <pre>
 *  ezplex-tcpip 1
 *  scope BOOT-ID net:[4026531840]
 *  address 192.0.2.100
 *  sysctl net/ipv4/conf/all/arp_ignore 0 1        (before, now)
 *  device ezd0 4711                               (its process)
 * </pre>
 *
 * @param scope the boot and the network namespace it holds for
 * @param addresses on {@code lo}, in the order added
 * @param sysctls settings changed, in the order changed
 * @param devices the data device, if there is one, and the process it goes with at the latest
 */
record HostState(String scope, Set<IpAddress> addresses, Map<String, Change> sysctls, Map<String, Long> devices) {
    private static final String HEADER = "ezplex-tcpip 1";
    private static final int MOST_LINES = 100_000;
    private static final Pattern DEVICE = Pattern.compile("[!-.0-~]{1,15}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    static HostState untouched(String scope) {
        return new HostState(scope, new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    boolean isUntouched() {
        return addresses.isEmpty() && sysctls.isEmpty() && devices.isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEADER, "scope " + scope));
        addresses.forEach(address -> lines.add("address " + address));
        sysctls.forEach((key, change) -> lines.add("sysctl " + key + " " + change.before() + " " + change.now()));
        devices.forEach((device, process) -> lines.add("device " + device + " " + process));
        return lines;
    }

    /** The state in {@code lines}; empty if they are no journal. A line that cannot be read is left out. */
    static Optional<HostState> parse(List<String> lines) {
        if (lines.size() < 2 || lines.size() > MOST_LINES || !lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        String second = lines.get(1);
        HostState state = untouched(second.startsWith("scope ") ? second.substring(6) : "");
        lines.stream().skip(2).forEach(state::take);
        return Optional.of(state);
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && words[0].equals("address")) {
            IpAddress.parse(words[1]).ifPresent(addresses::add);
        } else if (words.length == 3
                && words[0].equals("device")
                && DEVICE.matcher(words[1]).matches()
                && NUMBER.matcher(words[2]).matches()) {
            devices.put(words[1], Long.parseLong(words[2]));
        } else if (words.length == 4
                && words[0].equals("sysctl")
                && Sysctls.isKey(words[1])
                && NUMBER.matcher(words[2]).matches()
                && NUMBER.matcher(words[3]).matches()) {
            sysctls.put(words[1], new Change(Integer.parseInt(words[2]), Integer.parseInt(words[3])));
        }
    }

    /**
     * A setting changed.
     *
     * @param before its value before
     * @param now the value put there
     */
    record Change(int before, int now) {}
}
