// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What a bundle's file says of it.
 *
 * @param symbolicName its symbolic name
 * @param version its version
 * @param sha256 of its file
 * @param startLevel at which it is started
 * @param inPlace whether it says that two of it cannot run beside each other; a singleton says so, too
 * @param fragment whether it is a part of another bundle
 * @param exports its packages, and the versions of each: there may be several
 * @param imports the packages it cannot do without
 */
public record BundleFacts(
        String symbolicName,
        Version version,
        String sha256,
        int startLevel,
        boolean inPlace,
        boolean fragment,
        Map<String, List<Version>> exports,
        List<Import> imports) {
    /** The header that says how a bundle is replaced: {@code in-place}, or beside: {@code succeeding} if it takes over from the other one. */
    public static final String REPLACEMENT = "Ezplex-Replacement";

    /** Copies the collections. */
    public BundleFacts {
        exports = Map.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /**
     * A package that is needed.
     *
     * @param name the package
     * @param range which versions of it
     */
    public record Import(String name, VersionRange range) {}

    /** The same bundle, started at another level. */
    public BundleFacts at(int otherLevel) {
        return new BundleFacts(symbolicName, version, sha256, otherLevel, inPlace, fragment, exports, imports);
    }

    /** Reads a bundle. Throws {@link IOException} if the file is none. */
    public static BundleFacts of(Path file, int startLevel) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new IOException(file.getFileName() + " is not a bundle");
            }
            return of(manifest.getMainAttributes(), Digests.sha256(file), startLevel);
        } catch (IllegalArgumentException | SecurityException e) {
            throw new IOException(file.getFileName() + " is not a bundle: " + e.getMessage(), e);
        }
    }

    private static BundleFacts of(Attributes headers, String sha256, int startLevel) {
        List<ManifestHeader.Clause> names = ManifestHeader.parse(headers.getValue(Constants.BUNDLE_SYMBOLICNAME));
        if (names.isEmpty() || names.get(0).paths().isEmpty()) {
            throw new IllegalArgumentException("it has no name");
        }
        ManifestHeader.Clause name = names.get(0);
        return new BundleFacts(
                name.paths().get(0),
                Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)),
                sha256,
                startLevel,
                "in-place".equals(headers.getValue(REPLACEMENT))
                        || "true".equals(name.parameters().get(Constants.SINGLETON_DIRECTIVE + ":")),
                headers.getValue(Constants.FRAGMENT_HOST) != null,
                exports(headers.getValue(Constants.EXPORT_PACKAGE)),
                imports(headers.getValue(Constants.IMPORT_PACKAGE)));
    }

    private static Map<String, List<Version>> exports(String header) {
        Map<String, List<Version>> exports = new LinkedHashMap<>();
        for (ManifestHeader.Clause clause : ManifestHeader.parse(header)) {
            Version version = Version.parseVersion(clause.parameters().get(Constants.VERSION_ATTRIBUTE));
            clause.paths().forEach(name -> exports.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(version));
        }
        return exports;
    }

    private static List<Import> imports(String header) {
        List<Import> imports = new ArrayList<>();
        for (ManifestHeader.Clause clause : ManifestHeader.parse(header)) {
            boolean optional =
                    Constants.RESOLUTION_OPTIONAL.equals(clause.parameters().get(Constants.RESOLUTION_DIRECTIVE + ":"));
            if (!optional) {
                VersionRange range =
                        new VersionRange(clause.parameters().getOrDefault(Constants.VERSION_ATTRIBUTE, "0.0.0"));
                clause.paths().forEach(name -> imports.add(new Import(name, range)));
            }
        }
        return imports;
    }
}
