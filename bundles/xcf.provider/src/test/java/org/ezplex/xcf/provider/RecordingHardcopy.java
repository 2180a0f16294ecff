// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Keeps what was issued. */
final class RecordingHardcopy implements Hardcopy {
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    @Override
    public void issue(Message message, Object... inserts) {
        lines.add(new Line(Instant.EPOCH, message, message.text(inserts)));
    }

    @Override
    public List<Line> recent(int most) {
        return List.copyOf(lines);
    }

    long count(Message message) {
        return lines.stream().filter(line -> line.message() == message).count();
    }

    String text(Message message) {
        return lines.stream()
                .filter(line -> line.message() == message)
                .map(Line::text)
                .findFirst()
                .orElse("");
    }
}
