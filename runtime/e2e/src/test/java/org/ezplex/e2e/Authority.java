// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabHost;
import org.ezplex.lab.LabSystem;

/** A certificate authority of the product's own program. Its folder, and what it writes, goes with the lab. */
final class Authority {
    private final LabHost host;
    private final Path folder;
    private final String program;

    Authority(Lab lab, String name) {
        this.host = lab.host("CLIENT1");
        this.folder = lab.folder().resolve(name);
        this.program = lab.plan().distribution().resolve("bin/ezplex").toString();
        run("ca", "create", "LABPLEX", "--dir", ca());
    }

    /** Gives {@code system} a certificate. */
    void enrol(LabSystem system) {
        String home = system.home().toString();
        String request = folder.resolve(system.name() + ".request").toString();
        String token = run("ca", "token", system.name(), "--dir", ca()).strip();
        run("enrol", "request", "--token", token, request, "--home", home);
        run("ca", "sign", request, "--dir", ca());
        run("enrol", "install", request + ".answer", "--home", home);
    }

    /** Revokes what {@code system} has, and puts the list where {@code told} finds it. */
    void revoke(LabSystem system, LabSystem told) {
        run("ca", "revoke", system.name(), "--dir", ca());
        run("ca", "crl", list(told).toString(), "--dir", ca());
    }

    /** The list of revoked certificates that {@code system} has. */
    static Path list(LabSystem system) {
        return system.home().resolve("etc/pki/ca.crl");
    }

    private String ca() {
        return folder.toString();
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return host.exec(command.toArray(String[]::new)).output();
    }
}
