// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator;

import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/** Where operators' commands are done, each as far as its caller's role allows, and each in the hardcopy log. Safe for any thread. */
@ProviderType
public interface OperatorConsole {
    /** A session of one command, which has not begun. {@code output} is flushed and not closed. */
    ConsoleSession command(Caller caller, String command, OutputStream output);

    /** A session at a terminal, which has not begun; {@code input} and {@code output} are the far end's, which has no echo of its own. */
    ConsoleSession terminal(Caller caller, Screen screen, InputStream input, OutputStream output);
}
