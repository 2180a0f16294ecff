// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ezplex.net.IpAddress;

/**
 * What follows the name of a report.
 *
 * @param detail DETAIL
 * @param ip only rows with this address
 * @param port only rows with this port
 * @param max rows at most
 * @param json whether a program reads it
 */
record ReportOptions(boolean detail, Optional<IpAddress> ip, OptionalInt port, int max, boolean json) {
    /** How many rows are shown where MAX is not given. */
    static final int DEFAULT_MAX = 100;

    static final ReportOptions NONE =
            new ReportOptions(false, Optional.empty(), OptionalInt.empty(), DEFAULT_MAX, false);

    /** Reads options to the end of {@code words}. */
    static ReportOptions read(Words words) {
        ReportOptions options = NONE;
        while (!words.done()) {
            options = options.with(words);
        }
        return options;
    }

    private ReportOptions with(Words words) {
        String entered = words.next("OPTION");
        String option = entered.replaceFirst("^--?", "").toUpperCase(Locale.ROOT);
        if (option.equals("JSON")) {
            return new ReportOptions(detail, ip, port, max, true);
        }
        if (Keywords.is(option, "DETAIL", 3)) {
            return new ReportOptions(true, ip, port, max, json);
        }
        if (option.length() > 1 && Keywords.is(option, "IPADDR", 2)) {
            return new ReportOptions(detail, Optional.of(address(words)), port, max, json);
        }
        if (Keywords.is(option, "PORT", 2)) {
            return new ReportOptions(
                    detail, ip, OptionalInt.of(number(words, "PORT", words.next("PORT"), 65535)), max, json);
        }
        if (option.equals("MAX")) {
            return new ReportOptions(detail, ip, port, max(words), json);
        }
        throw words.unknown(entered);
    }

    /** The address that the next word is. */
    static IpAddress address(Words words) {
        String text = words.next("IP ADDRESS");
        return IpAddress.parse(text).orElseThrow(() -> words.wrong(text + " IS NOT AN IP ADDRESS"));
    }

    private static int max(Words words) {
        String text = words.next("MAX");
        return text.equals("*") || text.equalsIgnoreCase("ALL")
                ? Integer.MAX_VALUE
                : number(words, "MAX", text, Integer.MAX_VALUE);
    }

    /** The number from 1 to {@code most} that {@code text} is. */
    static int number(Words words, String what, String text, int most) {
        boolean digits = text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits && !text.isEmpty() ? Long.parseLong(text) : 0;
        if (value < 1 || value > most) {
            throw words.wrong(what + " MUST BE A NUMBER FROM 1 TO " + most + ", NOT " + text);
        }
        return (int) value;
    }

    /** Whether rows are left out. */
    boolean filtered() {
        return ip.isPresent() || port.isPresent();
    }

    boolean wants(IpAddress address) {
        return ip.isEmpty() || ip.get().equals(address);
    }

    boolean wantsEither(IpAddress one, IpAddress other) {
        return wants(one) || wants(other);
    }

    boolean wants(int aPort) {
        return port.isEmpty() || port.getAsInt() == aPort;
    }
}
