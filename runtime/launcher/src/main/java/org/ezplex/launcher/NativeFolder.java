// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code run/native}: where JNA and the line editor unpack their native parts, so that a system needs no other folder that programs may be
 * in. They do not take them away themselves, not to speak of a system that is killed.
 */
final class NativeFolder {
    private NativeFolder() {}

    /** The folder, with nothing in it. */
    static Path emptied(Home home) throws IOException {
        Path folder = Files.createDirectories(home.scratch().resolve("native"));
        for (Path file : Home.list(folder, "")) {
            Files.delete(file);
        }
        return folder;
    }
}
