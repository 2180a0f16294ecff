// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicPort;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.OsaInfo;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;

/** An open adapter: a port, its OAT and its frame path. */
final class Adapter implements SharedAdapter {
    private final NicPort port;
    private final String driver;
    private final MacAddress vmac;
    private final Oat oat;
    private final FramePath path;
    private final Registrar registrar;
    private volatile boolean closed;

    Adapter(NicPort port, String driver, MacAddress vmac, Oat oat, FramePath path, Registrar registrar) {
        this.port = port;
        this.driver = driver;
        this.vmac = vmac;
        this.oat = oat;
        this.path = path;
        this.registrar = registrar;
    }

    /** Begins to look at frames. */
    void open() {
        port.receiveOnly(vmac);
        path.open(this);
    }

    @Override
    public String interfaceName() {
        return port.name();
    }

    @Override
    public MacAddress vmac() {
        return vmac;
    }

    long vmacBits() {
        return vmac.bits();
    }

    @Override
    public MacAddress nicMac() {
        return port.mac();
    }

    @Override
    public CompletionStage<Registration> register(IpAddress address) {
        return closed ? CompletableFuture.completedFuture(new Registration.Withdrawn()) : registrar.register(address);
    }

    @Override
    public void deregister(IpAddress address) {
        registrar.deregister(address);
    }

    @Override
    public void announce(IpAddress address) {
        registrar.announce(address);
    }

    @Override
    public List<OatEntry> oat() {
        return oat.slots().stream()
                .filter(Slot::registered)
                .map(slot -> new OatEntry(slot.address(), vmac, slot.answered()))
                .toList();
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        return port.transmit(frame);
    }

    @Override
    public OsaInfo info() {
        NicCounters nic = port.counters();
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("RECEIVED", nic.received());
        counters.put("TRANSMITTED", nic.transmitted());
        counters.put("RECEIVE DROPPED", nic.receiveDropped());
        counters.put("TRANSMIT FAILED", nic.transmitFailed());
        counters.put("SEGMENTED", nic.segmented());
        counters.putAll(path.counters());
        String dataPath = path.hasDataPath() ? "PORTABLE" : "NONE";
        return new OsaInfo(port.name(), driver, port.mac(), vmac, port.mtu(), dataPath, counters);
    }

    boolean usable() {
        return port.usable();
    }

    void defend() {
        registrar.defend();
    }

    /** Withdraws every address, then gives the port back. */
    void close() {
        closed = true;
        registrar.close();
        path.close();
        port.close();
    }
}
