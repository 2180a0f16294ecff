// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ezplex.distributor.DistributorException;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.distributor.provider.ManualLoop;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;
import org.ezplex.tcpip.TcpListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuiescePartTest {
    private static final TcpListener HTTP = new TcpListener(IpAddress.ANY4, 80, false, 1);
    private static final TcpListener HTTPS = new TcpListener(IpAddress.ANY4, 443, false, 2);
    private static final TcpListener SSH = new TcpListener(IpAddress.ANY4, 22, false, 3);
    private static final QuiesceTarget NGINX = QuiesceTarget.ofJob("NGINX");

    @TempDir
    private Path home;

    @TempDir
    private Path processes;

    private final ManualLoop loop = new ManualLoop();
    private final Deque<Runnable> reading = new ArrayDeque<>();
    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private final List<Set<TcpListener>> shown = new ArrayList<>();
    private QuiescePart part;

    @BeforeEach
    void start() {
        shown.clear();
        reading.clear();
        part = new QuiescePart(loop, reading::add, hardcopy, home, processes, shown::add);
    }

    @Test
    void everyListenerIsShownWhileNothingIsQuiesced() {
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(shown).containsExactly(Set.of(HTTP, SSH));
        assertThat(part.quiesced()).isEmpty();
        assertThat(reading).isEmpty();
    }

    @Test
    void aCommandHasIssuedItsMessageAndChangedTheStateWhenItReturns() {
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(part.quiesce(QuiesceTarget.ofPort(80))).isTrue();
        assertThat(part.quiesced()).containsExactly(QuiesceTarget.ofPort(80));
        assertThat(hardcopy.issued())
                .containsExactly("EZX6010I PORT=80 IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT");
        part.resume(QuiesceTarget.ofPort(80));
        assertThat(part.quiesced()).isEmpty();
        assertThat(hardcopy.issued()).last().isEqualTo("EZX6011I PORT=80 IS RESUMED");
    }

    @Test
    void aPortIsTakenOutAndPutBackWithoutReadingJobs() {
        part.listenersChanged(Set.of(HTTP, SSH));
        part.quiesce(QuiesceTarget.ofPort(80));
        loop.run();
        part.listenersChanged(Set.of(HTTP, HTTPS, SSH));
        part.resume(QuiesceTarget.ofPort(80));
        loop.run();
        assertThat(shown).containsExactly(Set.of(HTTP, SSH), Set.of(SSH), Set.of(HTTPS, SSH), Set.of(HTTP, HTTPS, SSH));
        assertThat(reading).isEmpty();
    }

    @Test
    void wholeTargetIsTakenOut() {
        part.listenersChanged(Set.of(HTTP, SSH));
        part.quiesce(QuiesceTarget.WHOLE);
        part.quiesce(QuiesceTarget.ofPort(80));
        loop.run();
        assertThat(shown).last().isEqualTo(Set.of());
        part.resume(QuiesceTarget.WHOLE);
        loop.run();
        assertThat(shown).last().isEqualTo(Set.of(HTTP, SSH));
        assertThat(part.quiesced()).isEmpty();
    }

    @Test
    void whatWasQuiescedIsSoAfterARestart() {
        part.quiesce(QuiesceTarget.ofPort(80));
        part.quiesce(NGINX);
        part.quiesce(QuiesceTarget.ofPort(22));
        part.resume(QuiesceTarget.ofPort(22));
        start();
        assertThat(part.quiesced()).containsExactly(QuiesceTarget.ofPort(80), NGINX);
        part.resume(QuiesceTarget.WHOLE);
        start();
        assertThat(part.quiesced()).isEmpty();
    }

    @Test
    void afterARestartTheFirstThatIsShownLeavesOutWhatIsQuiesced() {
        part.quiesce(QuiesceTarget.ofPort(80));
        start();
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(shown).containsExactly(Set.of(SSH));
    }

    @Test
    void aFileThatCannotBeReadIsTold() throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc").resolve("quiesced"), "PORT=80\nPORT=?\n");
        start();
        assertThat(part.quiesced()).containsExactly(QuiesceTarget.ofPort(80));
        assertThat(hardcopy.issued()).singleElement().asString().startsWith("EZX6015E");
    }

    @Test
    void whatNamesNoServerIsQuiescedAndTheOperatorIsTold() throws IOException {
        process(100, "nginx", 1);
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(part.quiesce(QuiesceTarget.ofPort(443))).isFalse();
        assertNothingIsMeantBy("PORT=443");
        part.quiesce(QuiesceTarget.ofJob("APACHE2"));
        assertNothingIsMeantBy("JOBNAME=APACHE2");
        part.quiesce(QuiesceTarget.ofPort(22, "NGINX"));
        assertNothingIsMeantBy("PORT=22,JOBNAME=NGINX");
        assertThat(part.quiesced()).hasSize(3);
        loop.run();
        part.listenersChanged(Set.of(HTTP, HTTPS, SSH));
        read();
        assertThat(shown).last().as("started later").isEqualTo(Set.of(HTTP, SSH));
    }

    private void assertNothingIsMeantBy(String what) {
        assertThat(hardcopy.issued())
                .endsWith(
                        "EZX6010I " + what + " IS QUIESCED: NO NEW CONNECTIONS ARE DISTRIBUTED TO IT",
                        "EZX6016I NOTHING THAT LISTENS NOW IS MEANT BY " + what);
    }

    @Test
    void whatNamesAServerAndTheWholeTargetIsQuiescedWithoutMoreWords() throws IOException {
        part.quiesce(QuiesceTarget.WHOLE);
        process(100, "nginx", 1);
        part.listenersChanged(Set.of(HTTP, SSH));
        part.quiesce(QuiesceTarget.ofPort(22));
        part.quiesce(NGINX);
        part.quiesce(QuiesceTarget.ofPort(80, "NGINX"));
        assertThat(hardcopy.issued()).hasSize(4).allMatch(text -> text.startsWith("EZX6010I"));
    }

    @Test
    void whatIsQuiescedAlreadyOrNotAtAllIsRefused() {
        part.listenersChanged(Set.of(HTTP));
        part.quiesce(QuiesceTarget.ofPort(80));
        assertRefused(Message.EZX6012I, () -> part.quiesce(QuiesceTarget.ofPort(80)));
        assertRefused(Message.EZX6013I, () -> part.resume(QuiesceTarget.ofPort(81)));
        assertRefused(Message.EZX6013I, () -> part.resume(NGINX));
        part.resume(QuiesceTarget.WHOLE);
        assertRefused(Message.EZX6013I, () -> part.resume(QuiesceTarget.WHOLE));
        assertThat(hardcopy.issued()).hasSize(2);
    }

    @Test
    void whatIsNoPortOrJobNameIsRefused() {
        assertRefused(Message.EZX6014E, () -> part.quiesce(QuiesceTarget.ofPort(0)));
        assertRefused(Message.EZX6014E, () -> part.quiesce(QuiesceTarget.ofJob("A\nB")));
        assertThat(part.quiesced()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsRefusedAndChangesNothing() throws IOException {
        part.listenersChanged(Set.of(HTTP, SSH));
        part.quiesce(QuiesceTarget.ofPort(22));
        loop.run();
        shown.clear();
        Files.createDirectories(home.resolve("etc").resolve("quiesced.new"));
        assertRefused(Message.EZX6014E, () -> part.quiesce(QuiesceTarget.ofPort(80)));
        assertRefused(Message.EZX6014E, () -> part.resume(QuiesceTarget.ofPort(22)));
        loop.run();
        assertThat(part.quiesced()).containsExactly(QuiesceTarget.ofPort(22));
        assertThat(shown).isEmpty();
        assertThat(hardcopy.issued()).hasSize(1);
    }

    @Test
    void aJobIsTakenOutWhenItsListenersAreKnownAndNobodyElsesMeanwhile() throws IOException {
        process(100, "nginx", 1, 2);
        process(101, "sshd", 3);
        part.listenersChanged(Set.of(HTTP, HTTPS, SSH));
        part.quiesce(NGINX);
        loop.run();
        assertThat(shown).containsExactly(Set.of(HTTP, HTTPS, SSH));
        read();
        assertThat(shown).hasSize(2).last().isEqualTo(Set.of(SSH));
        part.resume(NGINX);
        loop.run();
        assertThat(shown).last().isEqualTo(Set.of(HTTP, HTTPS, SSH));
    }

    @Test
    void aNewListenerIsLeftOutUntilItsJobIsKnown() throws IOException {
        process(100, "nginx", 1);
        process(101, "sshd", 3);
        part.listenersChanged(Set.of(HTTP));
        part.quiesce(NGINX);
        loop.run();
        read();
        shown.clear();
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(shown).containsExactly(Set.of());
        read();
        assertThat(shown).last().isEqualTo(Set.of(SSH));
        part.listenersChanged(Set.of(SSH));
        assertThat(shown).last().as("known before").isEqualTo(Set.of(SSH));
    }

    @Test
    void howeverOftenListenersComeAndGoJobsAreReadOnceAtATime() throws IOException {
        process(100, "nginx", 1);
        process(101, "sshd", 3);
        part.listenersChanged(Set.of(HTTP));
        part.quiesce(NGINX);
        loop.run();
        for (int i = 0; i < 10; i++) {
            part.listenersChanged(i % 2 == 0 ? Set.of(HTTP, SSH) : Set.of(HTTP));
        }
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(reading).hasSize(1);
        read();
        assertThat(reading).as("once more, for what has changed since").hasSize(1);
        read();
        assertThat(reading).isEmpty();
        assertThat(shown).last().isEqualTo(Set.of(SSH));
    }

    @Test
    void aJobOnAPortHoldsUpNoListenerOnAnother() throws IOException {
        part.quiesce(QuiesceTarget.ofPort(80, "NGINX"));
        start();
        part.listenersChanged(Set.of(HTTP, SSH));
        assertThat(shown).containsExactly(Set.of(SSH));
        process(100, "apache2", 1);
        read();
        assertThat(shown).last().isEqualTo(Set.of(HTTP, SSH));
    }

    @Test
    void whatWasResumedWhileJobsWereReadStaysResumed() throws IOException {
        process(100, "nginx", 1);
        part.listenersChanged(Set.of(HTTP));
        part.quiesce(NGINX);
        loop.run();
        part.resume(NGINX);
        loop.run();
        read();
        assertThat(shown).last().isEqualTo(Set.of(HTTP));
    }

    @Test
    void aServerThatIsStartedAgainStaysQuiesced() throws IOException {
        process(100, "nginx", 1);
        part.listenersChanged(Set.of(HTTP));
        part.quiesce(QuiesceTarget.ofPort(80, "NGINX"));
        loop.run();
        read();
        part.listenersChanged(Set.of());
        read();
        process(102, "nginx", 9);
        part.listenersChanged(Set.of(new TcpListener(IpAddress.ANY4, 80, false, 9)));
        read();
        assertThat(shown).last().isEqualTo(Set.of());
    }

    @Test
    void commandsOfSeveralThreadsAllCount() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int port = 1; port <= 40; port++) {
                QuiesceTarget what = QuiesceTarget.ofPort(port);
                done.add(threads.submit(() -> part.quiesce(what)));
            }
            for (Future<?> each : done) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(part.quiesced()).hasSize(40);
        start();
        assertThat(part.quiesced()).hasSize(40);
    }

    private void assertRefused(Message message, ThrowingCallable command) {
        assertThatThrownBy(command).isInstanceOfSatisfying(DistributorException.class, e -> assertThat(e.id())
                .isEqualTo(message));
    }

    /** Reads what is to be read. */
    private void read() {
        for (Runnable task = reading.poll(); task != null; task = reading.poll()) {
            task.run();
        }
        loop.run();
    }

    private void process(int number, String name, long... inodes) throws IOException {
        Path process = processes.resolve(Integer.toString(number));
        Files.createDirectories(process.resolve("fd"));
        Files.writeString(process.resolve("comm"), name + "\n");
        for (long inode : inodes) {
            Files.createSymbolicLink(
                    process.resolve("fd").resolve(Long.toString(inode)), Path.of("socket:[" + inode + "]"));
        }
    }
}
