// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

/** What became of a frame. One counter each, reported in this order. */
enum Verdict {
    /** Given to the distributor. */
    TO_DATA_PATH("TO DATA PATH"),
    /** For a registered address, but no distributor is there. */
    NO_DATA_PATH("NO DATA PATH"),
    /** An ARP request for a registered address was answered. */
    ARP_ANSWERED("ARP ANSWERED"),
    /** ARP that is not about us. */
    ARP_IGNORED("ARP IGNORED"),
    /** Another station's ARP says that it uses one of our addresses. */
    ARP_CONFLICT("ARP CONFLICTS"),
    /** Not ARP for IPv4 over Ethernet, or impossible addresses in it. */
    ARP_INVALID("ARP INVALID"),
    /** A neighbour solicitation for a registered address was answered. */
    ND_ANSWERED("ND ANSWERED"),
    /** Neighbour discovery that is not about us. */
    ND_IGNORED("ND IGNORED"),
    /** Another station's neighbour discovery says that it uses one of our addresses. */
    ND_CONFLICT("ND CONFLICTS"),
    /** Against the validity rules of RFC 4861 section 7.1. */
    ND_INVALID("ND INVALID"),
    /** An echo request to a registered address was answered. */
    ECHO_ANSWERED("ECHO ANSWERED"),
    /** An echo request with a wrong checksum, or from nobody who can be answered. */
    ECHO_INVALID("ECHO INVALID"),
    /** Another station probes for one of our addresses, and shall have it. */
    YIELDED("PROBES YIELDED TO"),
    /** Would have been answered or handed on, had the fence been open. */
    FENCED("FENCED"),
    /** To another station, or to a group. */
    NOT_FOR_US("NOT FOR US"),
    /** To the VMAC, but to an address that is not registered; or it is admitted only, and the frame wants an answer. */
    NOT_REGISTERED("NOT REGISTERED"),
    /** Neither IP nor ARP. */
    NOT_IP("NOT IP"),
    /** Cut short, contradictory, or with a wrong header checksum. */
    MALFORMED("MALFORMED");

    private final String title;

    Verdict(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Whether a node has put an answer into the output buffer. */
    boolean answered() {
        return this == ARP_ANSWERED || this == ND_ANSWERED || this == ECHO_ANSWERED;
    }
}
