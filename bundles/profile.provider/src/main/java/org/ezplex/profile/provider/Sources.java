// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;

/** Where the text of profiles comes from. */
interface Sources {
    /** The one name of what {@code name} means, as written in the file with the one name {@code from}, or by the operator if empty. */
    String locate(String from, String name);

    /** The text with the one name {@code located}. The message of the exception says to the operator what is wrong. */
    String read(String located) throws IOException;
}
