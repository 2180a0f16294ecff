// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what is logged while it is open: in tests that goes to standard error. */
final class RecordingLog implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    RecordingLog() {
        System.setErr(new PrintStream(octets, true, StandardCharsets.UTF_8));
    }

    String text() {
        return octets.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
