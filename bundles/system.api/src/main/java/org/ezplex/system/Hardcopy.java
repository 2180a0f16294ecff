// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ProviderType;

/** The hardcopy log: every message to the operator, in order, on file and in memory. Safe for any thread. */
@ProviderType
public interface Hardcopy {
    /**
     * Issues {@code message} with {@code inserts} for the {@code %s} of its text, in order. It is in memory then, and on file soon
     * after: nobody waits for the file.
     */
    void issue(Message message, Object... inserts);

    /** The last messages, oldest first, at most {@code most} of them. */
    List<Line> recent(int most);

    /**
     * One issued message.
     *
     * @param time when it was issued
     * @param message its catalogue entry
     * @param text the text with the inserts in place, without the id
     */
    record Line(Instant time, Message message, String text) {
        private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                        "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        /** The whole line, as the log on file and the displays have it. Its time is UTC, to be compared with other systems'. */
        public String of(String sysname) {
            return STAMP.format(time) + " " + sysname + " " + message + " " + text;
        }
    }
}
