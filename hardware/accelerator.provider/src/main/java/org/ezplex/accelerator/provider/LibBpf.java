// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ezplex.accelerator.AcceleratorException;

/** The calls of libbpf that are needed, mapped with nothing but primitives, which JNA passes without allocating. Addresses are longs. */
final class LibBpf {
    /** An update of a map is to enter what it does not have, and to change what it has. */
    static final long ANY = 0;

    private LibBpf() {}

    /** Binds the library, once. */
    private static final class Library {
        static {
            Native.register(LibBpf.class, NativeLibrary.getInstance("bpf"));
            libbpf_set_print(0);
        }

        private Library() {}

        static void bind() {}
    }

    /** Binds the library if it is not bound yet; says what to install if it is not there. */
    static void load() {
        try {
            Library.bind();
        } catch (LinkageError e) {
            throw new AcceleratorException(
                    "libbpf is not there; install it, on Debian: apt-get install libbpf1, and start again", e);
        }
    }

    /** What it would print about a failure is in its error number and the verifier's log. */
    static native long libbpf_set_print(long function);

    static native long bpf_object__open_mem(long octets, long size, long options);

    static native long bpf_object__find_map_by_name(long object, String name);

    static native long bpf_object__find_program_by_name(long object, String name);

    static native int bpf_map__set_max_entries(long map, int entries);

    static native int bpf_map__type(long map);

    static native int bpf_map__key_size(long map);

    static native int bpf_map__value_size(long map);

    static native int bpf_map__max_entries(long map);

    static native int bpf_map__reuse_fd(long map, int fd);

    static native int bpf_map__fd(long map);

    static native int bpf_program__set_log_buf(long program, long log, long size);

    static native int bpf_program__fd(long program);

    static native int bpf_object__load(long object);

    static native void bpf_object__close(long object);

    static native int bpf_map_update_elem(int fd, long key, long value, long flags);

    static native int bpf_map_update_batch(int fd, long keys, long values, long count, long options);

    static native int bpf_map_delete_elem(int fd, long key);

    static native int bpf_map_lookup_elem(int fd, long key, long value);

    static native int bpf_map_get_next_key(int fd, long key, long next);

    static native int bpf_map_get_fd_by_id(int id);

    static native int bpf_prog_get_fd_by_id(int id);

    static native int bpf_obj_get_info_by_fd(int fd, long info, long length);

    static native int bpf_tc_hook_create(long hook);

    static native int bpf_tc_hook_destroy(long hook);

    static native int bpf_tc_attach(long hook, long options);

    static native int bpf_tc_query(long hook, long options);

    static native int bpf_tc_detach(long hook, long options);

    static native int bpf_prog_test_run_opts(int fd, long options);

    static native int libbpf_num_possible_cpus();

    /** Memory that native code may see, all zero. */
    static ByteBuffer memory(int size) {
        try {
            return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            // Not the heap's: whoever wanted it does without, and gives back what it has in the kernel.
            throw new AcceleratorException(
                    "there are no " + size + " bytes of direct memory; raise -XX:MaxDirectMemorySize", e);
        }
    }

    /** The address of a direct buffer's first byte, good as long as the buffer is kept. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
