// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import org.ezplex.system.Message;

/**
 * A message about a place in a profile.
 *
 * @param message its catalogue entry
 * @param file the file, as the operator or INCLUDE named it
 * @param line from 1
 * @param column from 1, in characters
 * @param token the text it is about, empty at the end of a file
 * @param text the whole text: what is wrong and what was done about it, with file, line and column
 */
public record Diagnostic(Message message, String file, int line, int column, String token, String text) {}
