// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.IpAddress;

/** UDP whose datagrams are sealed as a whole: no protocol of JGroups, this one included, parses a stranger's octet. */
final class SealedUdp extends UDP {
    private final PacketSeal seal;

    SealedUdp(PacketSeal seal) {
        this.seal = seal;
        setId(ClassConfigurator.getProtocolId(UDP.class));
    }

    @Override
    public String getName() {
        return "UDP";
    }

    /** No probing: it would answer anybody, in the clear. */
    @Override
    public DiagnosticsHandler createDiagnosticsHandler() {
        return super.createDiagnosticsHandler().setEnabled(false);
    }

    @Override
    public void doSend(byte[] packet, int offset, int length, Address destination) throws Exception {
        byte[] sealed = seal.seal(packet, offset, length);
        super.doSend(sealed, 0, sealed.length, destination);
    }

    @Override
    public void receive(Address sender, byte[] sealed, int offset, int length) {
        seal.open(sealed, offset, length, ((IpAddress) sender).getIpAddress())
                .ifPresent(packet -> super.receive(sender, packet, 0, packet.length));
    }
}
