// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** A hardcopy log in memory. */
final class FakeHardcopy implements Hardcopy {
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    @Override
    public void issue(Message message, Object... inserts) {
        lines.add(new Line(Instant.EPOCH, message, message.text(inserts)));
    }

    @Override
    public List<Line> recent(int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    List<String> texts() {
        return lines.stream().map(l -> l.message().name() + " " + l.text()).toList();
    }

    long count(Message message) {
        return lines.stream().filter(l -> l.message() == message).count();
    }
}
