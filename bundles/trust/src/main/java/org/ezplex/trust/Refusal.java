// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

/** Why a certificate is not good. */
public enum Refusal {
    /** Signed by nobody, or by somebody other than the sysplex's authority. */
    OTHER_AUTHORITY("ITS CERTIFICATE IS OF ANOTHER AUTHORITY"),
    /** The authority's own certificate is not valid now, so none that it has issued is. */
    AUTHORITY_NOT_VALID("THE AUTHORITY'S CERTIFICATE IS NOT VALID NOW"),
    /** Its time has not come. */
    NOT_YET_VALID("ITS CERTIFICATE IS NOT VALID YET"),
    /** Its time is over. */
    EXPIRED("ITS CERTIFICATE HAS EXPIRED"),
    /** On the authority's list of revoked certificates. */
    REVOKED("ITS CERTIFICATE IS REVOKED"),
    /** Names no system, two, or one that it is not shown for. */
    OTHER_NAME("ITS CERTIFICATE IS NOT FOR ITS SYSTEM NAME"),
    /** May not sign, or not serve as one of the sides of TLS, or is an authority's. */
    OTHER_USAGE("ITS CERTIFICATE IS NOT FOR A SYSTEM'S USE");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** In words, for a message to the operator. */
    public String text() {
        return text;
    }
}
