// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The keys that packets are sealed with. Safe for any thread. */
interface SealKeys extends AutoCloseable {
    /** A key, by the name that packets have it under. */
    record Named(int name, SecretKey key) {}

    /** The key to seal with now. */
    Named current();

    /** The key called {@code name}; empty if it is none of this system's, which then looks into what {@code from} has. */
    Optional<SecretKey> of(int name, InetAddress from);

    /** Whether {@code name} is that of a key which was used, and is not any more. Of the latest ones only. */
    boolean isFormer(int name);

    /** A packet from there was made with the key called {@code name}, and is new. */
    default void opened(int name, InetAddress from) {}

    /** Makes a new key, for the reason given, and hands it to everybody; false if these keys do not change. */
    boolean renew(String why);

    /** Whether this system may have none of them any more. */
    boolean revoked();

    @Override
    void close();

    /** The one key of a file, whatever it is called. */
    static SealKeys shared(SecretKey key) {
        return new SealKeys() {
            private final Named only = new Named(GroupKey.FILE, key);

            @Override
            public Named current() {
                return only;
            }

            @Override
            public Optional<SecretKey> of(int name, InetAddress from) {
                return Optional.of(key);
            }

            @Override
            public boolean isFormer(int name) {
                return false;
            }

            @Override
            public boolean renew(String why) {
                return false;
            }

            @Override
            public boolean revoked() {
                return false;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
