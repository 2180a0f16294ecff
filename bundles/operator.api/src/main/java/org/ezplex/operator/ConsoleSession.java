// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** What one operator enters, at a terminal or as one command. */
@ProviderType
public interface ConsoleSession {
    /**
     * Serves the operator on this thread: until the command is done, or the session at the terminal is ended, or its input ends.
     *
     * @return 0 done, 1 failed, 2 entered wrongly, 3 not allowed to this caller; 0 for a terminal
     */
    int run() throws IOException;

    /** The terminal has another size now. For any thread. */
    void resize(int columns, int rows);

    /** Ends the command that is being done if it only looks, as Ctrl-C does. For any thread. */
    void interrupt();

    /**
     * Whether a command is being done. Whoever ends sessions must not wait for such a one: its command may be what ends them, as when
     * the console itself is replaced. For any thread.
     */
    boolean busy();
}
