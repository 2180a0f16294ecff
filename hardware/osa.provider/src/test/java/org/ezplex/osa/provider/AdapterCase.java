// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.memory.MemoryHub;
import org.ezplex.nic.memory.MemoryPort;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;

/** An adapter on a hub, a client beside it, and a clock that a test moves. */
abstract class AdapterCase {
    static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    static final IpAddress VIPA = IpAddress.of("192.0.2.100");
    static final IpAddress CLIENT6 = IpAddress.of("2001:db8:1::201");
    static final IpAddress VIPA6 = IpAddress.of("2001:db8:1::1234:100");
    static final MacAddress VMAC = MacAddress.of("02:45:5a:00:00:01");
    static final Timing TIMING = new Timing(
            new Timing.Effort(3, Duration.ofMillis(50)),
            new Timing.Effort(15, Duration.ofMillis(200)),
            new Timing.Effort(2, Duration.ofMillis(12)),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60));
    static final long MILLI = 1_000_000;

    final MemoryHub hub = new MemoryHub(1);
    final ManualLoop loop = new ManualLoop();
    final Messages messages = new Messages();
    final List<ByteBuffer> heard = new ArrayList<>();
    final MemoryPort client = hub.plug("CLIENT", frame -> heard.add(frame), frame -> {});
    final Recorder dataPath = new Recorder();
    final Adapter adapter = adapter("OSA1", VMAC, dataPath);
    final FrameView view = new FrameView();
    long now;

    /** Remembers what the distributor would get. */
    static final class Recorder implements DataPath {
        final List<ByteBuffer> received = new ArrayList<>();
        final List<ByteBuffer> departed = new ArrayList<>();

        @Override
        public void received(SharedAdapter from, ByteBuffer frame) {
            received.add(frame);
        }

        @Override
        public void departed(SharedAdapter from, ByteBuffer frame) {
            departed.add(frame);
        }
    }

    /** None unless a test has one. */
    Accelerator accelerator;

    Adapter adapter(String name, MacAddress vmac, DataPath path) {
        Adapter begun = opened(name, vmac, path);
        begun.begin(List.of());
        return begun;
    }

    /** One that looks at no frames yet. */
    Adapter opened(String name, MacAddress vmac, DataPath path) {
        Adapter.Parts parts = new Adapter.Parts(
                (arrivals, departures) -> hub.plug(name, arrivals, departures),
                "memory",
                port -> vmac,
                TIMING,
                new Acceleration(() -> accelerator, Duration.ofSeconds(1), messages));
        return Adapter.open(parts, loop, messages, () -> path);
    }

    void pass(long millis) {
        for (long end = now + millis * MILLI; now < end; now += MILLI) {
            run();
        }
        run();
    }

    void run() {
        boolean busy = true;
        while (busy) {
            boolean worked = loop.step(now);
            busy = hub.run(now) > 0 || worked;
        }
    }

    void registered(IpAddress address) {
        CompletionStage<Registration> outcome = register(address);
        pass(3000);
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(new Registration.Registered());
        heard.clear();
    }

    CompletionStage<Registration> register(IpAddress address) {
        return adapter.register(address, Probe.THOROUGH);
    }

    ByteBuffer answer(ByteBuffer frame) {
        client.transmit(frame);
        run();
        assertThat(heard).hasSize(1);
        return heard.remove(0);
    }

    void silence(ByteBuffer frame) {
        client.transmit(frame);
        run();
        assertThat(heard).isEmpty();
    }

    long counter(Verdict verdict) {
        return adapter.info().counters().get(verdict.title());
    }

    IpAddress clientOf(IpAddress vipa) {
        return vipa.isV4() ? CLIENT : CLIENT6;
    }

    /** A client looks for the holder of an address. */
    ByteBuffer question(IpAddress vipa) {
        return vipa.isV4()
                ? FrameBuilder.arpRequest(client.mac().bits(), CLIENT, vipa)
                : FrameBuilder.neighborSolicitation(client.mac().bits(), CLIENT6, vipa);
    }

    /** A station asks whether an address is free. */
    static ByteBuffer probe(IpAddress vipa, MacAddress station) {
        return vipa.isV4()
                ? FrameBuilder.arpRequest(station.bits(), IpAddress.ANY4, vipa)
                : FrameBuilder.neighborSolicitation(station.bits(), IpAddress.ANY6, vipa);
    }

    /** A station says that it has an address. */
    static ByteBuffer claim(IpAddress vipa, MacAddress station) {
        return Announcement.gratuitous(vipa, station.bits()).get(1);
    }

    ByteBuffer segment(IpAddress vipa) {
        return FrameBuilder.tcp(clientOf(vipa), 40000, vipa, 80)
                .from(client.mac().bits())
                .to(VMAC.bits())
                .build();
    }

    ByteBuffer echo(IpAddress vipa) {
        return FrameBuilder.echoRequest(clientOf(vipa), vipa, 1, 1)
                .from(client.mac().bits())
                .to(VMAC.bits())
                .build();
    }
}
