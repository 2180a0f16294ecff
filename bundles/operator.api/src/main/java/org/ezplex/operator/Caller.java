// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator;

/**
 * Who enters commands. Whoever makes one has made sure that it is so.
 *
 * @param user the name, of letters, digits and {@code . _ -}; empty for a console that knows of no names
 * @param role what is allowed
 * @param from where the commands come from, such as an address and a port
 * @param key the fingerprint of the key that proved the name; empty if none did
 */
public record Caller(String user, Role role, String from, String key) {
    /** Name, origin and key on one line, for messages. */
    public String who() {
        return (user.isEmpty() ? from : user + " AT " + from) + (key.isEmpty() ? "" : " WITH KEY " + key);
    }
}
