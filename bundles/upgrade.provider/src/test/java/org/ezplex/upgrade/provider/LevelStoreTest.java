// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ezplex.upgrade.file.LevelManifest;
import org.ezplex.upgrade.file.ManifestJson;
import org.ezplex.upgrade.file.PackageMaker;
import org.ezplex.upgrade.file.VerifiedPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelStoreTest {
    @TempDir
    private Path home;

    private LevelStore store;

    @BeforeEach
    void makeStore() {
        store = new LevelStore(home);
    }

    private VerifiedPackage unpacked(String version) throws IOException {
        return unpacked(version, PackageMaker.bundle("a", version));
    }

    private VerifiedPackage unpacked(String version, byte[] octets) throws IOException {
        LevelManifest manifest = PackageMaker.level(version, List.of(PackageMaker.entry("a", version, octets)));
        Path folder = Files.createTempDirectory(home, "unpacked");
        Files.write(folder.resolve("manifest.json"), ManifestJson.write(manifest));
        Files.write(folder.resolve("manifest.p7s"), new byte[] {1});
        Files.write(folder.resolve("a.jar"), octets);
        return new VerifiedPackage(manifest, "Maker", folder);
    }

    @Test
    void withoutAnyLevelTheDistributionIsStarted() throws IOException {
        assertThat(store.current()).isEqualTo(new LevelStore.Current("distribution", Optional.empty()));
    }

    @Test
    void aKeptLevelIsWholeAndCanBeReadAgain() throws IOException {
        LevelFolder kept = store.keep(unpacked("0.2.0"), List.of());
        assertThat(kept.level().signer()).isEqualTo("Maker");
        assertThat(kept.files()).containsEntry("a", home.resolve("levels/0.2.0/a.jar"));
        assertThat(home.resolve("levels/0.2.0.part")).doesNotExist();
        assertThat(store.kept("0.2.0")).isEqualTo(kept);
        LevelManifest.Entry entry = unpacked("0.2.0").manifest().bundles().get(0);
        assertThat(home.resolve("levels/0.2.0/bundles.list")).hasContent(entry.sha256() + " 4 a.jar\n");
    }

    @Test
    void theSealOfALevelIsKeptForTheLauncher() throws IOException {
        VerifiedPackage plain = unpacked("0.2.0");
        store.keep(plain, List.of());
        Path seal = home.resolve("levels/0.2.0/bundles.seal");
        assertThat(seal).doesNotExist();
        store.keep(new VerifiedPackage(plain.manifest().sealedBy("c2VhbA=="), "Maker", plain.folder()), List.of());
        assertThat(seal).hasContent("c2VhbA==");
    }

    @Test
    void aLevelIsNotStartedBeforeItIsCommitted() throws IOException {
        store.keep(unpacked("0.2.0"), List.of());
        assertThat(store.current().version()).isEqualTo("distribution");
        store.commit(new LevelStore.Current("0.2.0", Optional.of("distribution")));
        assertThat(store.current()).isEqualTo(new LevelStore.Current("0.2.0", Optional.of("distribution")));
        store.commit(new LevelStore.Current("distribution", Optional.empty()));
        assertThat(store.current()).isEqualTo(new LevelStore.Current("distribution", Optional.empty()));
    }

    @Test
    void whatAnEarlierAttemptLeftIsNoHindrance() throws IOException {
        Path part = Files.createDirectories(home.resolve("levels/0.2.0.part"));
        Files.writeString(part.resolve("left.jar"), "x");
        store.keep(unpacked("0.2.0"), List.of());
        LevelFolder again = store.keep(unpacked("0.2.0"), List.of());
        assertThat(again.files()).containsOnlyKeys("a");
    }

    @Test
    void aLevelThatBundlesRunFromIsNotWrittenOver() throws IOException {
        List<Path> used =
                List.of(store.keep(unpacked("0.2.0"), List.of()).files().get("a"));
        assertThat(store.keep(unpacked("0.2.0"), used)).isEqualTo(store.kept("0.2.0"));
        VerifiedPackage another = unpacked("0.2.0", PackageMaker.bundle("a", "0.2.0", "Comment", "built again"));
        assertThatThrownBy(() -> store.keep(another, used))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("BUNDLES OF ANOTHER LEVEL 0.2.0 RUN");
        assertThat(used.get(0)).exists();
    }

    @Test
    void aLevelWhoseBundleWasChangedCannotBeGoneBackTo() throws IOException {
        store.keep(unpacked("0.2.0"), List.of());
        Files.writeString(home.resolve("levels/0.2.0/a.jar"), "x");
        assertThatThrownBy(() -> store.kept("0.2.0")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.kept("0.3.0")).isInstanceOf(IOException.class);
    }

    @Test
    void oldLevelsGoUnlessOneOfTheirBundlesRuns() throws IOException {
        for (String version : List.of("0.2.0", "0.3.0", "0.4.0", "0.5.0")) {
            store.keep(unpacked(version), List.of());
        }
        store.prune(Set.of("0.4.0", "0.5.0"), List.of(home.resolve("levels/0.3.0/a.jar")));
        assertThat(home.resolve("levels/0.2.0")).doesNotExist();
        for (String version : List.of("0.3.0", "0.4.0", "0.5.0")) {
            assertThat(home.resolve("levels").resolve(version)).isDirectory();
        }
    }
}
