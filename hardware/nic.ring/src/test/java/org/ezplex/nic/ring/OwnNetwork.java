// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A network namespace without a name, with interfaces {@code lan0} and {@code peer0} on one wire; it is gone with the thread that is in it. Needs root. */
final class OwnNetwork {
    private static final int CLONE_NEWNET = 0x40000000;

    static {
        Native.register(OwnNetwork.class, NativeLibrary.getInstance("c"));
    }

    private OwnNetwork() {}

    private static native int unshare(int flags);

    /** What is to be done there. */
    interface Task {
        void run() throws Exception;
    }

    static void run(Task task) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Thread inside = new Thread(() -> {
            try {
                boolean apart = unshare(CLONE_NEWNET) == 0 && hasLan();
                if (apart) {
                    task.run();
                }
                done.complete(apart);
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        inside.start();
        try {
            assumeThat(done.join())
                    .as("the kernel gives a network namespace, and iproute2 is there")
                    .isTrue();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError("in the namespace", e.getCause());
        }
    }

    private static boolean hasLan() {
        try {
            command("ip", "link", "add", "lan0", "type", "veth", "peer", "name", "peer0");
        } catch (UncheckedIOException e) {
            return false;
        }
        // No frames of the host's own.
        command("ip", "link", "set", "peer0", "addrgenmode", "none", "up");
        command("ip", "link", "set", "lan0", "addrgenmode", "none");
        up();
        return true;
    }

    /** Takes {@code lan0} up and waits until both ends let frames through, which the kernel does not do at once. */
    static void up() {
        command("ip", "link", "set", "lan0", "up");
        for (String name : new String[] {"lan0", "peer0"}) {
            for (int tries = 0; !command("ip", "link", "show", name).contains("qdisc noqueue state UP"); tries++) {
                assertThat(tries).as("%s comes up", name).isLessThan(1000);
            }
        }
    }

    /** What a command that must not fail says; it runs where the thread is. */
    static String command(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
