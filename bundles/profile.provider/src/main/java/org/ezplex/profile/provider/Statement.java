// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

/** One kind of statement. */
@FunctionalInterface
interface Statement {
    /**
     * Reads the arguments and applies the statement.
     *
     * @param name the statement's name as coded, already taken
     * @throws StatementError if nothing comes of it
     */
    void parse(Token name);
}
