// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps where packets came from that were not taken. */
final class RecordingRefused implements PacketSeal.Refused {
    final List<InetAddress> strangers = new CopyOnWriteArrayList<>();
    final List<InetAddress> old = new CopyOnWriteArrayList<>();

    @Override
    public void strangers(InetAddress from) {
        strangers.add(from);
    }

    @Override
    public void old(InetAddress from) {
        old.add(from);
    }
}
