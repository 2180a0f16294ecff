// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryProbeTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Optional<String> heap(long usedMib, long mostMib) {
        long most = mostMib < 0 ? mostMib : mostMib * MIB;
        MemoryUsage usage = new MemoryUsage(0, usedMib * MIB, usedMib * MIB, most);
        return new MemoryProbe(() -> List.of(usage), folder.resolve("none")).look();
    }

    private Optional<String> host(long totalMib, long availableMib) throws IOException {
        Path memInfo = Files.writeString(
                folder.resolve("meminfo"),
                "MemTotal:       " + totalMib * 1024 + " kB\nMemFree:              77 kB\nMemAvailable:   "
                        + availableMib * 1024 + " kB\nHugePages_Total:       0\n");
        return new MemoryProbe(List::of, memInfo).look();
    }

    @Test
    void aHeapThatIsNearlyFullAfterACollectionIsShort() {
        assertThat(heap(96, 100)).contains("AFTER A COLLECTION 96 OF 100 MIB OF THE HEAP ARE IN USE");
        assertThat(heap(94, 100)).isEmpty();
    }

    @Test
    void aHeapWithoutALimitIsNeverShort() {
        assertThat(heap(4096, -1)).isEmpty();
    }

    @Test
    void aSmallHostIsShortBelowTwoPercent() throws IOException {
        assertThat(host(1000, 19)).contains("THE HOST HAS 19 OF 1000 MIB AVAILABLE");
        assertThat(host(1000, 21)).isEmpty();
    }

    @Test
    void aLargeHostIsShortBelowAFixedAmount() throws IOException {
        assertThat(host(1_000_000, 127)).isPresent();
        assertThat(host(1_000_000, 129)).isEmpty();
    }

    @Test
    void aHostThatDoesNotTellIsNotShort() throws IOException {
        assertThat(heap(1, 100)).isEmpty();
        Path memInfo = Files.writeString(folder.resolve("meminfo"), "MemTotal: many kB\n");
        assertThat(new MemoryProbe(List::of, memInfo).look()).isEmpty();
    }

    @Test
    void thisProcessHasMemory() {
        assertThat(new MemoryProbe().look()).isEmpty();
    }
}
