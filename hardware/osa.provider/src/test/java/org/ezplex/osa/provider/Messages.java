// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** A hardcopy log of plain strings. */
final class Messages implements Hardcopy {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void issue(Message message, Object... inserts) {
        lines.add(message.name() + " " + message.text(inserts));
    }

    @Override
    public List<Line> recent(int most) {
        return List.of();
    }

    List<String> lines() {
        return lines;
    }
}
