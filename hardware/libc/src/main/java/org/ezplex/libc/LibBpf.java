// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The calls of libbpf that are needed, as its API reference says. Nothing but primitives, which JNA passes without allocating, and names;
 * an address is a {@code long}. What returns an {@code int} and can fail returns a negative error number, before libbpf 1.0 also -1 with
 * the reason in {@link LibC#errno()}. The first use binds the library, with a {@link LinkageError} where it is not there.
 */
public final class LibBpf {
    /** An update of a map is to enter what it does not have, and to change what it has. */
    public static final long ANY = 0;

    static {
        Native.register(LibBpf.class, NativeLibrary.getInstance("bpf"));
        libbpf_set_print(0);
    }

    private LibBpf() {}

    /** Binds the library, if it is not bound yet. */
    public static void load() {
        // By the class being initialized.
    }

    /** What prints, a function's address; 0 for nothing. What it would print about a failure is in its error number and the verifier's log. */
    private static native long libbpf_set_print(long function);

    /** Reads an ELF file of so many bytes; a {@code bpf_object}, or 0. */
    public static native long bpf_object__open_mem(long octets, long size, long options);

    /** A {@code bpf_map} of an object, or 0. */
    public static native long bpf_object__find_map_by_name(long object, String name);

    /** A {@code bpf_program} of an object, or 0. */
    public static native long bpf_object__find_program_by_name(long object, String name);

    /** How many entries a map shall have room for; before it is loaded. */
    public static native int bpf_map__set_max_entries(long map, int entries);

    /** A map's {@code bpf_map_type}. */
    public static native int bpf_map__type(long map);

    /** The bytes of a map's key. */
    public static native int bpf_map__key_size(long map);

    /** The bytes of a map's value. */
    public static native int bpf_map__value_size(long map);

    /** How many entries a map has room for. */
    public static native int bpf_map__max_entries(long map);

    /** Takes a map that is in the kernel in place of a new one. */
    public static native int bpf_map__reuse_fd(long map, int fd);

    /** The descriptor of a map that is loaded. */
    public static native int bpf_map__fd(long map);

    /** Where the verifier shall write what it says. */
    public static native int bpf_program__set_log_buf(long program, long log, long size);

    /** The descriptor of a program that is loaded. */
    public static native int bpf_program__fd(long program);

    /** Gives the kernel an object's maps and programs. */
    public static native int bpf_object__load(long object);

    /** Frees an object and closes its descriptors. */
    public static native void bpf_object__close(long object);

    /** Enters a value, {@link #ANY}, or as other flags say. */
    public static native int bpf_map_update_elem(int fd, long key, long value, long flags);

    /** Enters many values; {@code count} is the address of their number, and holds after it how many were entered. */
    public static native int bpf_map_update_batch(int fd, long keys, long values, long count, long options);

    /** Takes a key out. */
    public static native int bpf_map_delete_elem(int fd, long key);

    /** Copies a key's value. */
    public static native int bpf_map_lookup_elem(int fd, long key, long value);

    /** Copies the key after {@code key}, the first one after 0. */
    public static native int bpf_map_get_next_key(int fd, long key, long next);

    /** A descriptor of a map in the kernel. */
    public static native int bpf_map_get_fd_by_id(int id);

    /** A descriptor of a program in the kernel. */
    public static native int bpf_prog_get_fd_by_id(int id);

    /** Copies what the kernel knows of a map or program; {@code length} is the address of the room. */
    public static native int bpf_obj_get_info_by_fd(int fd, long info, long length);

    /** Puts the queueing discipline for programs on an interface. */
    public static native int bpf_tc_hook_create(long hook);

    /** Takes it away. */
    public static native int bpf_tc_hook_destroy(long hook);

    /** Attaches a program. */
    public static native int bpf_tc_attach(long hook, long options);

    /** Asks for the program that is attached. */
    public static native int bpf_tc_query(long hook, long options);

    /** Detaches a program. */
    public static native int bpf_tc_detach(long hook, long options);

    /** Runs a program on data that are given to it. */
    public static native int bpf_prog_test_run_opts(int fd, long options);

    /** How many processors the host may have: as many values a map that is per processor has for each key. */
    public static native int libbpf_num_possible_cpus();
}
