// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

/** How much a message matters, after the last letter of z/OS message ids. */
public enum Severity {
    /** Information: no action. */
    INFORMATION,
    /** Eventual action: works, but somebody should look. */
    EVENTUAL,
    /** Error: something asked for was not done. */
    ERROR
}
