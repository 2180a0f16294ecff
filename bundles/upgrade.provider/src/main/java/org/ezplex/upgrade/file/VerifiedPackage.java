// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.nio.file.Path;

/**
 * A package whose signature and bundles are right, unpacked.
 *
 * @param manifest what was signed
 * @param signer the name of who did
 * @param folder has the package's entries as files, and nothing else
 */
public record VerifiedPackage(LevelManifest manifest, String signer, Path folder) {}
