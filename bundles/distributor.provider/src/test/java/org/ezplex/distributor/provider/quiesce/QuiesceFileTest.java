// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.quiesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.ezplex.distributor.QuiesceTarget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuiesceFileTest {
    @TempDir
    private Path home;

    private final FakeHardcopy hardcopy = new FakeHardcopy();
    private Path path;
    private QuiesceFile file;

    @BeforeEach
    void place() {
        path = home.resolve("etc").resolve("quiesced");
        file = new QuiesceFile(path);
    }

    @Test
    void whereThereIsNoFileNothingIsQuiesced() {
        assertThat(file.read(hardcopy)).isEqualTo(Quiesced.NOTHING);
        assertThat(hardcopy.issued()).isEmpty();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Quiesced some = Quiesced.of(List.of(
                QuiesceTarget.WHOLE,
                QuiesceTarget.ofPort(65535),
                QuiesceTarget.ofPort(80, "HTTPD"),
                QuiesceTarget.ofJob("TMUX: SERVER"),
                QuiesceTarget.ofJob("Ä-%[1]=X")));
        file.write(some);
        assertThat(file.read(hardcopy)).isEqualTo(some);
        file.write(Quiesced.NOTHING);
        assertThat(file.read(hardcopy)).isEqualTo(Quiesced.NOTHING);
        assertThat(hardcopy.issued()).isEmpty();
    }

    @Test
    void itHasALineForEachAsAnOperatorCodesIt() throws IOException {
        file.write(Quiesced.of(List.of(QuiesceTarget.ofPort(80, "HTTPD"), QuiesceTarget.ofPort(22))));
        assertThat(path).hasContent("PORT=22\nPORT=80,JOBNAME=HTTPD\n");
        try (var files = Files.list(path.getParent())) {
            assertThat(files).as("nothing else is left there").containsExactly(path);
        }
    }

    @Test
    void whatCanBeReadCountsAndTheRestIsTold() throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(
                path,
                List.of(
                        "PORT=80",
                        "",
                        "PORT=0",
                        "PORT=65536",
                        "PORT=99999999999",
                        "port=81",
                        "JOBNAME=httpd",
                        "JOBNAME=",
                        "TARGET ",
                        ",JOBNAME=X",
                        "PORT=82JOBNAME=X",
                        "PORT=082",
                        "JOBNAME=SIXTEENCHARACTER",
                        "JOBNAME=SSHD"));
        assertThat(file.read(hardcopy).targets())
                .containsExactly(QuiesceTarget.ofPort(80), QuiesceTarget.ofJob("SSHD"));
        assertThat(hardcopy.issued())
                .containsExactly("EZX6015E WHAT IS QUIESCED CANNOT BE READ FROM " + path
                        + ": 12 LINES ARE WRONG: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11");
    }

    @Test
    void garbageIsToldAndNeverThrows() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            FakeHardcopy heard = new FakeHardcopy();
            assertThat(file.read(heard)).as("seed %d", seed).isEqualTo(Quiesced.NOTHING);
            assertThat(heard.issued()).as("seed %d", seed).hasSize(1);
        }
    }

    @Test
    void aFileThatIsNoneOrFarTooLongIsTold() throws IOException {
        Files.createDirectories(path);
        assertThat(file.read(hardcopy)).isEqualTo(Quiesced.NOTHING);
        Files.delete(path);
        write("PORT=80\n".repeat(200_000));
        assertThat(file.read(hardcopy)).isEqualTo(Quiesced.NOTHING);
        assertThat(hardcopy.issued()).hasSize(2).allMatch(line -> line.startsWith("EZX6015E "));
    }

    @Test
    void whatCannotBeWrittenIsThrownAndLeavesTheOldOne() throws IOException {
        file.write(Quiesced.of(List.of(QuiesceTarget.ofPort(80))));
        Files.createDirectories(path.resolveSibling("quiesced.new"));
        assertThatThrownBy(() -> file.write(Quiesced.NOTHING)).isInstanceOf(IOException.class);
        assertThat(file.read(hardcopy).targets()).containsExactly(QuiesceTarget.ofPort(80));
    }

    @Test
    void onlyWhatWouldBeReadAsItIsCanBeKept() {
        for (QuiesceTarget kept : List.of(
                QuiesceTarget.WHOLE,
                QuiesceTarget.ofPort(1),
                QuiesceTarget.ofPort(65535, "KUBE-CONTROLLER"),
                QuiesceTarget.ofJob("A"))) {
            assertThat(QuiesceFile.keeps(kept)).as(kept.toString()).isTrue();
        }
        for (QuiesceTarget refused : List.of(
                QuiesceTarget.ofPort(0),
                QuiesceTarget.ofPort(-1),
                QuiesceTarget.ofPort(65536),
                QuiesceTarget.ofJob(""),
                QuiesceTarget.ofJob("httpd"),
                QuiesceTarget.ofJob("A,B"),
                QuiesceTarget.ofJob("A\nTARGET"),
                QuiesceTarget.ofJob("KUBE-CONTROLLER-"))) {
            assertThat(QuiesceFile.keeps(refused)).as(refused.toString()).isFalse();
        }
    }

    private void write(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
