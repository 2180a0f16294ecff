// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;

import org.junit.Test;

/** The console's commands are there for a session. */
public class GogoTest extends ApplianceCase {
    @Test
    public void displayXcfGroupNamesTheGroup() throws Exception {
        String text = inside.command("ezplex:display xcf group");
        assertThat(text, containsString("IXC331I"));
        assertThat(text, containsString("EZBTCPCS(1)"));
    }
}
