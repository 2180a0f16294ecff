// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

/**
 * A level of the product: a set of bundles that belong together.
 *
 * @param name what its maker calls it
 * @param version its version, to compare levels by; {@code distribution} stands for the bundles that came with the launcher
 * @param sysplex the sysplex it is for; {@code *} for any
 * @param signer who signed it, by the name in the certificate; empty for the distribution
 */
public record Level(String name, String version, String sysplex, String signer) {}
