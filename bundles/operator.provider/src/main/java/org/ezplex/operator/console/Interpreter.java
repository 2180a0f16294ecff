// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.PrintStream;

/** Does the lines of one session, in its own language. */
interface Interpreter extends AutoCloseable {
    /** Does {@code line}; what it throws says why it could not be done. */
    void run(String line, PrintStream out) throws Exception;

    /** Whether a line has ended the session. */
    boolean ended();

    @Override
    void close();
}
