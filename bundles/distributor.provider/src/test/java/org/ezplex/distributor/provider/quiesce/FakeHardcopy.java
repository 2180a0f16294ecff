// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Keeps what is issued. */
public final class FakeHardcopy implements Hardcopy {
    private final List<String> issued = new CopyOnWriteArrayList<>();

    /** Each with its id. */
    public List<String> issued() {
        return List.copyOf(issued);
    }

    @Override
    public void issue(Message message, Object... inserts) {
        issued.add(message + " " + message.text(inserts));
    }

    @Override
    public List<Line> recent(int most) {
        return List.of();
    }
}
