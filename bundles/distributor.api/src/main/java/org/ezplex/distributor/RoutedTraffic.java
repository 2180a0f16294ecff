// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.DataDevice;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the packet path of one version of the distributor routes, for that of the next version, which goes on with it. Registered as a service
 * for as long as frames go there, and good for a moment longer. Safe for any thread.
 */
@ProviderType
public interface RoutedTraffic {
    /** The member name of this stack; empty if nothing is routed, and nothing of what follows is known then. */
    Optional<String> self();

    /** The DVIPAs whose new connections are given to targets here. */
    List<Shared> shared();

    /**
     * One DVIPA.
     *
     * @param dvipa the address
     * @param distributed which ports are distributed; others are this stack's own
     * @param turns for each port that somebody is ready for, members in the order of their turns; one may have several
     */
    record Shared(IpAddress dvipa, List<PortRange> distributed, SortedMap<Integer, List<String>> turns) {
        /** Copies the collections. */
        public Shared {
            distributed = List.copyOf(distributed);
            turns = new TreeMap<>(turns);
        }
    }

    /** Where members take frames, those that are known. */
    Map<String, MacAddress> targets();

    /** The way to servers on this stack; empty if there is none. */
    Optional<DataDevice> device();

    /** Shows every connection that is routed, in no order. */
    void forEach(Visitor visitor);

    /** What {@link #forEach} shows. */
    @FunctionalInterface
    interface Visitor {
        /** One connection, as it was a moment ago, and the member it goes to. */
        void connection(TcpConnection connection, String member, CrtEntry.State state);
    }

    /** Done when nothing is routed any more, and whoever decided what is has ended. */
    CompletionStage<Void> ended();
}
