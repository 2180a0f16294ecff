// SPDX-License-Identifier: Apache-2.0
package org.ezplex.pcap4j;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.factory.PacketFactories;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Lets pcap4j find its packet classes. {@link PacketFactories} looks for them once, with the context class loader of whoever
 * comes first; from any other thread of a framework it finds nothing, and stays so for good.
 */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Activator.class.getClassLoader());
        try {
            PacketFactories.getFactory(Packet.class, DataLinkType.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Nothing was started.
    }
}
