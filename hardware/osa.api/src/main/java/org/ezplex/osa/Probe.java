// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

/** How the LAN is asked for another holder before an address is taken. */
public enum Probe {
    /** As patiently as configured: for an address that another station may well hold. */
    THOROUGH,
    /** For seconds: whoever is cut off from the others may hear of their owner late. */
    PATIENT,
    /** A few milliseconds: for an address whose holder is known to have failed. */
    QUICK,
    /** Not at all: for an address whose holder hands it over. */
    NONE
}
