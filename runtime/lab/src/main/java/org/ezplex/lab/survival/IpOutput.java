// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@code ip} says of a host's addresses, rules, routes and interfaces.
 *
 * @param lines a line each
 */
record IpOutput(List<String> lines) {
    /** What prints it. Of an interface only the name: the rest comes and goes with cables. */
    static final String SCRIPT = "ip -o address; ip rule; ip -6 rule;"
            + " ip route show table all; ip -6 route show table all; ip -o link | cut -d: -f2";

    private static final String DATA_DEVICE = "ezd0";

    IpOutput {
        lines = List.copyOf(lines);
    }

    static IpOutput of(String output) {
        return new IpOutput(output.lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .distinct()
                .toList());
    }

    /** Whether an address is an internal one. */
    boolean internal(String address) {
        return naming(address).stream().anyMatch(line -> isAddress(line) && onLoopback(line));
    }

    /** All that names an address, wherever in a line it stands. */
    List<String> naming(String address) {
        return lines.stream().filter(line -> names(line, address)).toList();
    }

    /** What names an address, but for what comes with an internal one: that it is on {@code lo}, and the kernel's routes there. */
    List<String> strange(String address) {
        return naming(address).stream()
                .filter(line -> !onLoopback(line) || !(isAddress(line) || isKernels(line)))
                .toList();
    }

    /**
     * The rules, routes and interfaces that name none of these addresses. The data device, and the routes that the kernel gives it, are
     * the stack's own: it is made when first needed, and stays as long as the stack runs. Another address has a route that tells of it.
     */
    Set<String> others(Collection<String> addresses) {
        return lines.stream()
                .filter(line -> !isAddress(line) && !isDataDevices(line))
                .filter(line -> addresses.stream().noneMatch(address -> names(line, address)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** An address is a word of its own, or has its prefix behind it. */
    private static boolean names(String line, String address) {
        return Arrays.asList(line.split("[ /]", -1)).contains(address);
    }

    /** As "1: lo inet 192.0.2.100/32 scope host lo". */
    private static boolean isAddress(String line) {
        return line.matches("\\d+: \\S+ inet6? .*");
    }

    private static boolean onLoopback(String line) {
        return isAddress(line) ? line.split(" ", 3)[1].equals("lo") : isOf(line, "lo");
    }

    private static boolean isDataDevices(String line) {
        return line.equals(DATA_DEVICE) || (isOf(line, DATA_DEVICE) && isKernels(line));
    }

    private static boolean isOf(String line, String device) {
        return (line + " ").contains(" dev " + device + " ");
    }

    private static boolean isKernels(String line) {
        return (line + " ").contains(" proto kernel ");
    }
}
