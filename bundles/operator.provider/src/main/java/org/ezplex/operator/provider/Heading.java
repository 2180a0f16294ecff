// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ezplex.system.Message;

/**
 * What heads reports.
 *
 * @param version of the product
 * @param sysname the system
 * @param tcpname the stack
 * @param now the time of the report
 * @param zone for times in the report
 */
record Heading(String version, String sysname, String tcpname, LocalDateTime now, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);

    /** The first line of a NETSTAT report. */
    String netstat() {
        return String.format(
                Locale.ROOT, "EZPLEX TCP/IP NETSTAT %s       TCPIP Name: %-16s%s", version, tcpname, TIME.format(now));
    }

    /** The first line of a DISPLAY: a message of the catalogue. */
    String message(Message message, Object... inserts) {
        return message.name() + " " + message.text(inserts);
    }

    /** The time with dots, as XCF writes it. */
    String xcfTime() {
        return TIME.format(now).replace(':', '.');
    }

    String time() {
        return TIME.format(now);
    }

    /** A moment as reports write it. */
    String moment(java.time.Instant instant) {
        return DATE_TIME.format(LocalDateTime.ofInstant(instant, zone));
    }
}
