// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackException;

/** Remembers what it was told. */
final class ToldNotices implements KernelNotices.Sink {
    final List<String> told = new ArrayList<>();

    @Override
    public void ended(List<TcpConnection> connections) {
        told.add("ended");
    }

    @Override
    public void listenerGone() {
        told.add("listener gone");
    }

    @Override
    public void lost() {
        told.add("lost");
    }

    @Override
    public void broken(StackException why) {
        told.add("broken");
    }

    @Override
    public void configurationChanged() {
        told.add("changed");
    }
}
