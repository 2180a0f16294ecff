// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.ezplex.launcher.Seal;
import org.ezplex.upgrade.file.Certificates;
import org.ezplex.upgrade.file.LevelManifest;
import org.ezplex.upgrade.file.LevelSigner;

/** Signs the bundles of a distribution where they are, so that a sealed system may start them. */
final class Sealing {
    static final List<String> OPTIONS = List.of("--key", "--certificate", "--bundles");

    private Sealing() {}

    static void run(Options options) throws UsageException, IOException, GeneralSecurityException {
        Path folder = options.path("--bundles");
        LevelSigner signer = LevelSigner.read(options.path("--key"), options.path("--certificate"));
        List<LevelManifest.Entry> entries = Packaging.entries(Packaging.jars(folder));
        if (entries.isEmpty()) {
            throw new IOException("there are no bundles in " + folder);
        }
        String seal = Packaging.seal(signer, Seal.DISTRIBUTION, entries);
        Files.writeString(folder.resolve(Seal.LIST), LevelManifest.list(entries));
        Files.writeString(folder.resolve(Seal.FILE), seal);
        System.out.println(
                folder + ": " + entries.size() + " bundles, signed by " + Certificates.name(signer.certificate())
                        + "; with its certificate in etc/trust a sealed system starts them");
    }
}
