// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Set;
import org.ezplex.xcf.Standing;

/** What XCF tells a member; the listener of {@code xcf.api} with numbers for members and objects for messages. */
interface XcfExits {
    /** This member is in the group, and found these there. */
    void groupJoined(Set<Integer> others);

    void groupLeft();

    void joined(int member);

    void gone(int member);

    void standingChanged(Standing standing);

    void expelled();

    void message(int sender, Object message);
}
