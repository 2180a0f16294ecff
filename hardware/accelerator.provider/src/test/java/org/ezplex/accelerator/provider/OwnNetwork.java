// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;

/** A network namespace without a name, with an interface {@code lan0}; it is gone with the thread that is in it. Needs root. */
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
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** A forwarder on {@code lan0}, if the kernel takes one, with what an earlier run has left. */
    static KernelFlows open(MacAddress vmac, int mostFlows) {
        try {
            KernelFlows flows = new EbpfAccelerator().open("lan0", vmac, mostFlows);
            flows.inherit();
            return flows;
        } catch (AcceleratorException e) {
            assumeThat(e.getMessage()).as("the kernel takes the program").isEmpty();
            throw e;
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
