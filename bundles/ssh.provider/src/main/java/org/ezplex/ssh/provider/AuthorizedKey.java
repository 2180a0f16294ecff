// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;

/** Who may log in with which key, and what is allowed then. */
record AuthorizedKey(String user, Role role, PublicKey key) {
    boolean is(String name, PublicKey other) {
        return user.equals(name) && KeyUtils.compareKeys(key, other);
    }

    /** SHA-256, as OpenSSH shows it. */
    String fingerprint() {
        return KeyUtils.getFingerPrint(key);
    }

    Caller caller(String from) {
        return new Caller(user, role, from, fingerprint());
    }
}
