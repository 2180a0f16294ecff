// SPDX-License-Identifier: Apache-2.0
/** The package of a level: its file, its manifest, its signature, and what its bundles say of themselves. Knows nothing of what runs. */
package org.ezplex.upgrade.file;
