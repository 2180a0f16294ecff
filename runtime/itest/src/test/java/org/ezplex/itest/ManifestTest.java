// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

/** The rules of the house that can be read from the manifests of what ships. */
class ManifestTest {
    /** Wrapped libraries: they export what is not ours, and one of them needs an activator. */
    private static final List<String> WRAPPERS = List.of("org.ezplex.jgroups", "org.ezplex.pcap4j");
    /** Libraries of ours, values and codecs without a service. */
    private static final List<String> LIBRARIES =
            List.of("org.ezplex.codec", "org.ezplex.libc", "org.ezplex.packet", "org.ezplex.trust");

    private static final Pattern UNVERSIONED = Pattern.compile("(^|,)\\s*[\\w.]+\\s*(,|$)");

    private static String name(Path bundle) {
        return Distribution.manifest(bundle).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
    }

    private static Attributes headers(Path bundle) {
        return Distribution.manifest(bundle).getMainAttributes();
    }

    private static boolean isApiOrLibrary(String name) {
        return name.endsWith(".api") || WRAPPERS.contains(name) || LIBRARIES.contains(name);
    }

    @Test
    void thereAreBundlesOfOurs() {
        assertThat(Distribution.ourBundles()).hasSizeGreaterThan(5);
    }

    @Test
    void providersExportNothingSoNobodyCanImportFromThem() {
        for (Path bundle : Distribution.ourBundles()) {
            if (!isApiOrLibrary(name(bundle))) {
                assertThat(headers(bundle).getValue(Constants.EXPORT_PACKAGE))
                        .as(name(bundle))
                        .isNull();
            }
        }
    }

    @Test
    void noImportNamesAProvidersPackage() {
        for (Path bundle : Distribution.ourBundles()) {
            String imports = String.valueOf(headers(bundle).getValue(Constants.IMPORT_PACKAGE));
            assertThat(imports)
                    .as(name(bundle))
                    .doesNotContainPattern("org\\.ezplex\\.[\\w.]*\\.(provider|internal)\\b");
        }
    }

    @Test
    void onlyAWrapperHasAnActivator() {
        for (Path bundle : Distribution.ourBundles()) {
            if (!WRAPPERS.contains(name(bundle))) {
                assertThat(headers(bundle).getValue(Constants.BUNDLE_ACTIVATOR))
                        .as(name(bundle))
                        .isNull();
            }
        }
    }

    /** What maps functions stays for ever, whoever replaces its bundle. nic.pcap only reads an address that pcap4j holds. */
    @Test
    void onlyLibrariesUseJna() {
        for (Path bundle : Distribution.ourBundles()) {
            if (!isApiOrLibrary(name(bundle)) && !name(bundle).equals("org.ezplex.nic.pcap")) {
                assertThat(String.valueOf(headers(bundle).getValue(Constants.IMPORT_PACKAGE)))
                        .as(name(bundle))
                        .doesNotContain("com.sun.jna");
            }
        }
    }

    @Test
    void nobodyRequiresABundleOrImportsDynamically() {
        for (Path bundle : Distribution.ourBundles()) {
            assertThat(headers(bundle).getValue(Constants.REQUIRE_BUNDLE))
                    .as(name(bundle))
                    .isNull();
            assertThat(headers(bundle).getValue(Constants.DYNAMICIMPORT_PACKAGE))
                    .as(name(bundle))
                    .isNull();
        }
    }

    @Test
    void everyExportHasAVersion() {
        for (Path bundle : Distribution.ourBundles()) {
            String exports = headers(bundle).getValue(Constants.EXPORT_PACKAGE);
            if (exports != null) {
                String withoutQuotes = exports.replaceAll("\"[^\"]*\"", "");
                assertThat(UNVERSIONED.matcher(withoutQuotes).find())
                        .as(name(bundle))
                        .isFalse();
            }
        }
    }

    @Test
    void fileNameAndSymbolicNameAgree() {
        for (Path bundle : Distribution.ourBundles()) {
            assertThat(bundle.getFileName().toString()).startsWith(name(bundle) + "-");
        }
    }
}
