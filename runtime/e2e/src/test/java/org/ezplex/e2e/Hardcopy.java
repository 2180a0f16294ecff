// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;

/** What a system has written to its hardcopy log since a moment. */
final class Hardcopy {
    private final LabSystem system;
    private final int before;

    private Hardcopy(LabSystem system, int before) {
        this.system = system;
        this.before = before;
    }

    static Hardcopy since(LabSystem system) {
        return new Hardcopy(system, all(system).size());
    }

    /** From its first start. */
    static Hardcopy whole(LabSystem system) {
        return new Hardcopy(system, 0);
    }

    List<String> lines() {
        List<String> all = all(system);
        return all.subList(before, all.size());
    }

    boolean has(String message) {
        return lines().stream().anyMatch(line -> line.contains(message));
    }

    void await(String message) {
        Wait.forCondition(system.name() + " to say " + message, Scene.PATIENCE, () -> has(message));
    }

    private static List<String> all(LabSystem system) {
        try {
            return Files.readAllLines(system.home().resolve("log/hardcopy.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
