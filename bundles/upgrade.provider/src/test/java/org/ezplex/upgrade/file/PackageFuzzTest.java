// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.upgrade.UpgradeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged packages, and damaged parts in packages that are sound else, signed as they are: each is refused by a message, or sound. */
class PackageFuzzTest {
    private static final int ROUNDS = 60;

    @TempDir
    private Path folder;

    private LevelSigner signer;
    private PackageReader reader;

    @Test
    void whatIsDamagedIsRefusedByAMessage() throws Exception {
        signer = LevelSigner.make("Maker", PackageMaker.NOW.minusSeconds(60), 10);
        reader = new PackageReader(new TrustedSigners(List.of(signer.certificate())), PackageMaker.NOW);
        Path file = folder.resolve("package");
        PackageMaker good = PackageMaker.good(signer);
        List<byte[]> sound = new ArrayList<>(good.entries.values());
        sound.add(Files.readAllBytes(good.write(file)));
        sound.add(PackageMaker.bundle(
                "a", "1.0.0", "Import-Package", "b;version=\"[1,2)\",c", "Export-Package", "d;e;version=1"));
        Fuzz.of(PackageFuzzTest.class, sound).run(ROUNDS, input -> {
            boolean one = accepted(Files.write(file, input));
            one |= accepted(PackageMaker.of(signer, input).write(file));
            good.entries.put(PackageFormat.SIGNATURE, input);
            one |= accepted(good.write(file));
            one |= accepted(withBundle(input).write(file));
            return one;
        });
    }

    private PackageMaker withBundle(byte[] octets) throws Exception {
        LevelManifest level = PackageMaker.level("0.2.0", List.of(PackageMaker.entry("a", "1.0.0", octets)));
        PackageMaker maker = PackageMaker.of(signer, ManifestJson.write(level));
        maker.entries.put("a.jar", octets);
        return maker;
    }

    private boolean accepted(Path file) throws IOException {
        Path target = Files.createDirectory(folder.resolve("unpacked"));
        try {
            reader.read(file, target);
            return true;
        } catch (UpgradeException e) {
            return false;
        } finally {
            clear(target);
        }
    }

    private void clear(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(target);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing was written beside it").containsExactly(folder.resolve("package"));
        }
    }
}
