// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is configured.
 *
 * @param address to listen on
 * @param port to listen on; 0 for any, in tests
 * @param keys file of users, roles and keys
 * @param hostKey file of the host key
 * @param idle without input or output a session is ended after
 * @param grace to log in within
 * @param most sessions at a time
 * @param mostPerUser sessions of one user at a time
 * @param mostUnauthenticated connections that have not logged in at a time
 */
record Settings(
        String address,
        int port,
        Path keys,
        Path hostKey,
        Duration idle,
        Duration grace,
        int most,
        int mostPerUser,
        int mostUnauthenticated) {}
