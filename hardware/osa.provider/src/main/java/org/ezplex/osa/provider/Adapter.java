// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicCounters;
import org.ezplex.nic.NicException;
import org.ezplex.nic.NicPort;
import org.ezplex.osa.AdapterListener;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.OsaInfo;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;

/** An open adapter: a port, its OAT and its frame path. */
final class Adapter implements SharedAdapter {
    /** A thread that gets no processor for so long is not waited for. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(1);

    /** As long as a frame may be on its way to a port that is about to be closed. */
    private static final long OVERLAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Longer than it takes to replace a bundle, and about as long as it takes to miss a stack and take its addresses over. */
    private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final MacAddress vmac;
    private final Timing timing;
    private final Oat oat;
    private final Fence fence;
    private final Inquiries inquiries;
    private final Herald herald;
    private final Registrar registrar;
    private final Lookout lookout;
    private final Acceleration acceleration;
    private volatile Line line;
    private volatile boolean closed;

    /** The port in use, by which driver, and what its threads do with frames. */
    private record Line(NicPort port, String driver, FramePath path) {}

    private Adapter(NicPort port, MacAddress vmac, Parts parts, Frames frames, EventLoop loop, Hardcopy log) {
        this.vmac = vmac;
        line = new Line(port, parts.driver(), frames.path());
        timing = parts.timing();
        acceleration = parts.acceleration();
        oat = frames.oat();
        fence = frames.fence();
        inquiries = frames.inquiries();
        herald = new Herald(vmac.bits(), oat, fence, timing, loop, this::transmit);
        registrar = new Registrar(
                vmac.bits(), oat, fence, herald, loop, this::transmit, new Refusals(port.name(), loop, log));
        lookout = new Lookout(port.name(), oat, registrar, herald, loop, log);
    }

    /** What is there before the port is, which needs somebody to give its frames to. */
    private record Frames(Oat oat, Fence fence, Inquiries inquiries, FramePath path) {
        static Frames of(EventLoop loop, Supplier<DataPath> dataPath) {
            Oat oat = new Oat();
            Fence fence = new Fence();
            Inquiries inquiries = new Inquiries(loop);
            return new Frames(oat, fence, inquiries, new FramePath(oat, fence, inquiries, dataPath));
        }
    }

    /** What an adapter is made of. */
    record Parts(
            Opener opener,
            String driver,
            Function<NicPort, MacAddress> vmac,
            Timing timing,
            Acceleration acceleration) {}

    /** Opens the port. */
    interface Opener {
        NicPort open(FrameReceiver arrivals, FrameReceiver departures);
    }

    /** Opens a port; frames are left alone before {@link #begin}. */
    static Adapter open(Parts parts, EventLoop loop, Hardcopy log, Supplier<DataPath> dataPath) {
        Frames frames = Frames.of(loop, dataPath);
        NicPort port = parts.opener().open(frames.path()::arrived, frames.path()::departed);
        try {
            MacAddress vmac = parts.vmac().apply(port);
            Adapter adapter = new Adapter(port, vmac, parts, frames, loop, log);
            port.receiveOnly(vmac);
            return adapter;
        } catch (RuntimeException e) {
            port.close();
            throw e;
        }
    }

    /**
     * Begins to look at frames.
     *
     * @param left what another adapter of the NIC, which is about to end, has registered for somebody who will register it here as well
     */
    void begin(List<OatEntry> left) {
        if (!left.isEmpty()) {
            registrar.inherit(left);
            // Until that user has put up its own: nobody else sees whether another stack has taken something over.
            long since = System.nanoTime();
            fence.use(() -> System.nanoTime() - since < LEFT_NANOS);
        }
        line.path().open(this);
    }

    /**
     * Goes on with another port of the same NIC. Both receive for a moment, so that nothing is missed; what comes twice TCP takes for a segment that was
     * sent again. All that is registered, answered for and left to the kernel stays.
     *
     * @throws NicException if there is no such port; nothing has changed then
     */
    void move(Opener opener, String driver) {
        Line old = line;
        FramePath path = old.path().successor();
        NicPort next = opener.open(path::arrived, path::departed);
        try {
            if (!next.mac().equals(old.port().mac())) {
                throw new NicException(next.name() + " is another NIC now: " + next.mac());
            }
            acceleration.move(next, vmac);
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
        path.open(this);
        line = new Line(next, driver, path);
        finish(old.port());
        old.path().close();
        old.port().close();
    }

    /** Another adapter of the NIC has begun: what this one had received before is done when this returns. */
    void finish() {
        finish(line.port());
    }

    private static void finish(NicPort port) {
        LockSupport.parkNanos(OVERLAP_NANOS);
        port.catchUp(MOST_BEHIND);
    }

    @Override
    public String interfaceName() {
        return line.port().name();
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
        return line.port().mac();
    }

    @Override
    public CompletionStage<Registration> register(IpAddress address, Probe probe) {
        return closed
                ? CompletableFuture.completedFuture(new Registration.Withdrawn())
                : registrar.register(address, timing.effort(probe));
    }

    @Override
    public void admit(IpAddress address) {
        if (!closed) {
            registrar.admit(address);
        }
    }

    @Override
    public void silence(IpAddress address) {
        registrar.silence(address);
    }

    @Override
    public void deregister(IpAddress address) {
        registrar.deregister(address);
    }

    @Override
    public void leave() {
        registrar.leave();
    }

    @Override
    public void announce(IpAddress address) {
        herald.announce(address);
    }

    @Override
    public void inquire(IpAddress address) {
        herald.inquire(address);
    }

    @Override
    public void yielding(boolean yields) {
        oat.yielding(yields);
    }

    @Override
    public AutoCloseable watch(AdapterListener listener) {
        return lookout.watch(listener);
    }

    @Override
    public void fence(BooleanSupplier open) {
        fence.use(open);
    }

    @Override
    public CompletionStage<Boolean> alive(IpAddress host, MacAddress mac) {
        // Not stopped by the fence: it claims nothing, and silence would be taken for the host's.
        return inquiries.ask(host, mac, vmac.bits(), frame -> line.port().transmit(frame));
    }

    @Override
    public List<OatEntry> oat() {
        return oat.slots().stream()
                .filter(Slot::takesFrames)
                .map(slot -> new OatEntry(slot.address(), vmac, slot.state(), slot.answered()))
                .toList();
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        return fence.letsOut() && line.port().transmit(frame);
    }

    @Override
    public KernelFlows accelerate(DataPath user, int mostFlows, Consumer<AcceleratorException> lost) {
        return acceleration.start(line.port(), vmac, fence, () -> line.path().leadsTo(user), mostFlows, lost);
    }

    @Override
    public void decelerate() {
        acceleration.end(line.port(), vmac);
    }

    @Override
    public void leaveToKernel() {
        acceleration.leave(line.port(), vmac);
    }

    @Override
    public OsaInfo info() {
        Line now = line;
        NicPort port = now.port();
        NicCounters nic = port.counters();
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("RECEIVED", nic.received());
        counters.put("TRANSMITTED", nic.transmitted());
        counters.put("RECEIVE DROPPED", nic.receiveDropped());
        counters.put("TRANSMIT FAILED", nic.transmitFailed());
        counters.put("SEGMENTED", nic.segmented());
        counters.putAll(now.path().counters());
        acceleration.flows().ifPresent(kernel -> {
            counters.put("ACCELERATED", kernel.forwarded());
            counters.put("ACCELERATED SYN", kernel.opened());
        });
        return new OsaInfo(port.name(), now.driver(), port.mac(), vmac, port.mtu(), dataPath(now), counters);
    }

    private String dataPath(Line now) {
        if (!now.path().hasDataPath()) {
            return "NONE";
        }
        return acceleration.flows().isPresent() ? "ACCELERATOR" : "PORTABLE";
    }

    int mtu() {
        return line.port().mtu();
    }

    boolean usable() {
        return line.port().usable();
    }

    /**
     * Withdraws every address, then gives the port back.
     *
     * @param ending whether no other adapter is to go on with what the kernel forwards
     */
    void close(boolean ending) {
        closed = true;
        registrar.close();
        inquiries.close();
        Line last = line;
        last.path().close();
        try {
            acceleration.close(last.port(), vmac, ending);
        } finally {
            last.port().close();
        }
    }
}
