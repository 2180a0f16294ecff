// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compiled object with the kernel's programs and maps, in the kernel until it is closed. */
final class BpfObject implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BpfObject.class);

    private static final String RESOURCE = "accelerator.bpf.o";
    private static final String[] PROGRAMS = {"ezplex_forward", "ezplex_tap"};
    /** What one run goes on with of another. Not its turns, whose targets it knew by other numbers, nor what it was yet to be told. */
    private static final String[] MAPS = {
        LeaseLayout.MAP, "ezplex_flows4", "ezplex_flows6", "ezplex_targets", "ezplex_counters"
    };

    private static final int LOG_SIZE = 1 << 20;

    private final long object;
    private final boolean inherits;

    private BpfObject(long object, int mostFlows, Leftover left, MacAddress vmac) {
        this.object = object;
        LibBpf.bpf_map__set_max_entries(mapAddress("ezplex_flows4"), mostFlows);
        LibBpf.bpf_map__set_max_entries(mapAddress("ezplex_flows6"), mostFlows);
        inherits = Arrays.stream(MAPS).allMatch(map -> left.has(map, shape(map))) && left.forwardsFor(vmac);
    }

    /** Binds libbpf if it is not bound yet; says what to install if it is not there. */
    static void loadLibrary() {
        try {
            LibBpf.load();
        } catch (LinkageError e) {
            throw new AcceleratorException(
                    "libbpf is not there; install it, on Debian: apt-get install libbpf1, and start again", e);
        }
    }

    /**
     * Gives the kernel the programs, and maps with room for so many connections of each family: those that are left, if they are like its
     * own and still in use for that address. The library must have been loaded.
     */
    static BpfObject load(int mostFlows, Leftover left, MacAddress vmac) {
        ByteBuffer log = KernelMemory.of(LOG_SIZE);
        long object = open();
        boolean loaded = false;
        try {
            BpfObject opened = new BpfObject(object, mostFlows, left, vmac);
            opened.load(left, log);
            loaded = true;
            return opened;
        } finally {
            Reference.reachabilityFence(log);
            if (!loaded) {
                LibBpf.bpf_object__close(object);
            }
        }
    }

    private static long open() {
        ByteBuffer octets = octets();
        try {
            long object = LibBpf.bpf_object__open_mem(NativeMemory.address(octets), octets.capacity(), 0);
            if (object == 0) {
                throw refused("libbpf cannot read the accelerator's programs", LibC.errno());
            }
            return object;
        } finally {
            Reference.reachabilityFence(octets);
        }
    }

    private static ByteBuffer octets() {
        try (InputStream in = BpfObject.class.getResourceAsStream(RESOURCE)) {
            byte[] all = in.readAllBytes();
            ByteBuffer direct = KernelMemory.of(all.length);
            direct.put(0, all);
            return direct;
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    private void load(Leftover left, ByteBuffer log) {
        if (inherits) {
            Arrays.stream(MAPS).forEach(map -> reuse(map, left.map(map)));
        }
        for (String program : PROGRAMS) {
            LibBpf.bpf_program__set_log_buf(programAddress(program), NativeMemory.address(log), LOG_SIZE);
        }
        int error = LibBpf.bpf_object__load(object);
        if (error < 0) {
            String said = text(log);
            LOG.info("What the kernel's verifier says:\n{}", said);
            throw refused("the kernel does not take the accelerator's programs", -error);
        }
    }

    private Leftover.Shape shape(String name) {
        long map = mapAddress(name);
        return new Leftover.Shape(
                LibBpf.bpf_map__type(map),
                LibBpf.bpf_map__key_size(map),
                LibBpf.bpf_map__value_size(map),
                LibBpf.bpf_map__max_entries(map));
    }

    private void reuse(String name, int descriptor) {
        int error = LibBpf.bpf_map__reuse_fd(mapAddress(name), descriptor);
        if (error < 0) {
            throw refused("the kernel does not give what was left of " + name, -error);
        }
    }

    /** Whether its maps are those of an earlier run. */
    boolean inherits() {
        return inherits;
    }

    private static String text(ByteBuffer log) {
        int end = 0;
        while (end < log.capacity() && log.get(end) != 0) {
            end++;
        }
        byte[] octets = new byte[end];
        log.get(0, octets);
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** The reason, and what would help. */
    static AcceleratorException refused(String what, int errno) {
        String cure = errno == LibC.EPERM
                ? "run as root or with the capabilities CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON, and with CAP_SYS_ADMIN"
                        + " if a system that was killed is to go on with its connections in the kernel"
                : "Linux 5.10 or later takes them";
        return new AcceleratorException(what + ": " + LibC.strerror(errno) + "; " + cure);
    }

    private long mapAddress(String name) {
        return found(name, LibBpf.bpf_object__find_map_by_name(object, name));
    }

    private long programAddress(String name) {
        return found(name, LibBpf.bpf_object__find_program_by_name(object, name));
    }

    private static long found(String name, long address) {
        if (address == 0) {
            throw new IllegalStateException(RESOURCE + " has no " + name);
        }
        return address;
    }

    /** The file descriptor of a map. */
    int map(String name) {
        return LibBpf.bpf_map__fd(mapAddress(name));
    }

    /** The file descriptor of a program. */
    int program(String name) {
        return LibBpf.bpf_program__fd(programAddress(name));
    }

    @Override
    public void close() {
        LibBpf.bpf_object__close(object);
    }
}
