// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes packages. */
public final class PackageWriter {
    private PackageWriter() {}

    /** Writes entries in the order of the map: the manifest, the signature, the bundles by the names of their files. */
    public static void write(OutputStream target, byte[] manifest, byte[] signature, Map<String, Path> bundles)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(target)) {
            zip.putNextEntry(new ZipEntry(PackageFormat.MANIFEST));
            zip.write(manifest);
            zip.putNextEntry(new ZipEntry(PackageFormat.SIGNATURE));
            zip.write(signature);
            for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
                zip.putNextEntry(new ZipEntry(bundle.getKey()));
                Files.copy(bundle.getValue(), zip);
            }
        }
    }
}
