// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.ByteBuffer;
import java.util.List;

/** The other systems of the sysplex, whatever joins them. */
interface Peers {
    /** Every system known, with what it has said last; this one too, without a word. */
    List<Member> members();

    /** Tells all others what this system says of itself; nothing if it has said so before. */
    void tell(ByteBuffer word);

    /** Sends a message to a system; nothing if it is not there. */
    void send(String system, ByteBuffer message);
}
