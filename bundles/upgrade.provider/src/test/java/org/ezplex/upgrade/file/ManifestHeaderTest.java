// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class ManifestHeaderTest {
    @TempDir
    private Path folder;

    @Test
    void clausesAndParametersAreSeparatedOutsideOfQuotesOnly() {
        assertThat(ManifestHeader.parse("a;b;version=\"1.2\";uses:=\"x,y;z\", c ;version = 3"))
                .containsExactly(
                        new ManifestHeader.Clause(List.of("a", "b"), Map.of("version", "1.2", "uses:", "x,y;z")),
                        new ManifestHeader.Clause(List.of("c"), Map.of("version", "3")));
        assertThat(ManifestHeader.parse(null)).isEmpty();
    }

    @Test
    void twoOfASingletonCannotRunBesideEachOther() throws Exception {
        byte[] single = PackageMaker.bundle("a;singleton:=true", "1.0.0");
        BundleFacts facts = BundleFacts.of(Files.write(folder.resolve("a.jar"), single), 4);
        assertThat(facts.symbolicName()).isEqualTo("a");
        assertThat(facts.inPlace()).isTrue();
        byte[] plain = PackageMaker.bundle("b;singleton:=false", "1.0.0");
        assertThat(BundleFacts.of(Files.write(folder.resolve("b.jar"), plain), 4)
                        .inPlace())
                .isFalse();
    }

    @Test
    void aBundleSaysWhatItOffersAndNeeds() throws Exception {
        byte[] octets = PackageMaker.bundle(
                "a",
                "1.2.3",
                "Export-Package",
                "p;version=\"1.1\",p;version=\"1.3\"",
                "Import-Package",
                "q;version=\"[1,2)\",r;resolution:=optional,s",
                "Ezplex-Replacement",
                "in-place");
        BundleFacts facts = BundleFacts.of(Files.write(folder.resolve("a.jar"), octets), 4);
        assertThat(facts.symbolicName()).isEqualTo("a");
        assertThat(facts.version()).isEqualTo(new Version("1.2.3"));
        assertThat(facts.inPlace()).isTrue();
        assertThat(facts.fragment()).isFalse();
        assertThat(facts.exports()).isEqualTo(Map.of("p", List.of(new Version("1.1"), new Version("1.3"))));
        assertThat(facts.imports())
                .containsExactly(
                        new BundleFacts.Import("q", new VersionRange("[1,2)")),
                        new BundleFacts.Import("s", new VersionRange("0.0.0")));
    }
}
