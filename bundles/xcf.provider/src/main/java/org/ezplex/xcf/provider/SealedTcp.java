// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.DataInput;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCP;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.IpAddress;

/** TCP whose packets are sealed as a whole, one by one; only JGroups' greeting on a new connection is in the clear. */
final class SealedTcp extends TCP {
    private final PacketSeal seal;
    private final int longest;

    SealedTcp(PacketSeal seal, int longest) {
        this.seal = seal;
        this.longest = longest;
        setId(ClassConfigurator.getProtocolId(TCP.class));
        setMaxLength(longest);
    }

    @Override
    public String getName() {
        return "TCP";
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

    @Override
    public void receive(Address sender, DataInput in, int length) throws Exception {
        if (length < 0 || length > longest) {
            throw new IllegalStateException("packet of " + length + " octets from " + sender);
        }
        byte[] sealed = new byte[length];
        in.readFully(sealed);
        receive(sender, sealed, 0, length);
    }
}
