// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.libc.LibC;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/** A host made of a folder: settings are files in it, addresses are in memory. */
final class HostFolder implements LoopbackAddresses {
    final Path home;
    final Sysctls sysctls;
    final List<RouteNetlink.LinkAddress> addresses = new ArrayList<>();
    final Map<IpAddress, Integer> connections = new HashMap<>();
    private final Path proc;
    boolean refuses;

    HostFolder(Path folder) {
        home = folder.resolve("run");
        proc = folder.resolve("proc");
        sysctls = new Sysctls(proc);
    }

    void setting(String key, int value) {
        try {
            Path file = proc.resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, value + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int setting(String key) {
        return sysctls.read(key).orElseThrow();
    }

    /** Takes an interface's folder of settings away. */
    void remove(String folder) throws IOException {
        for (Path setting : List.of(proc.resolve(folder + "/rp_filter"), proc.resolve(folder))) {
            Files.delete(setting);
        }
    }

    HostChanges changes(String scope) {
        return new HostChanges(new Journal(home), sysctls, this, scope);
    }

    @Override
    public List<RouteNetlink.LinkAddress> all() {
        return List.copyOf(addresses);
    }

    @Override
    public void add(IpAddress address) {
        if (refuses) {
            throw new KernelRefusal("no", LibC.EPERM);
        }
        addresses.add(on(1, address));
    }

    @Override
    public void delete(IpAddress address) {
        if (refuses) {
            throw new KernelRefusal("no", LibC.EPERM);
        }
        if (!addresses.remove(on(1, address))) {
            throw new KernelRefusal("not there", LibC.EADDRNOTAVAIL);
        }
    }

    @Override
    public int connectionCount(IpAddress address) {
        return connections.getOrDefault(address, 0);
    }

    static RouteNetlink.LinkAddress on(int index, IpAddress address) {
        return new RouteNetlink.LinkAddress(index, new IpPrefix(address, address.bits()));
    }
}
