// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.security.SecureRandom;
import java.util.Comparator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the group. Any is better than that of a key file. Of two others the one of the higher epoch is the better one; of one epoch the one with the higher name, as some order
 * is needed and any will do.
 *
 * @param epoch 0 for one that a newcomer has made for itself, 1 for one of a first system, one more for each change
 * @param name random; what packets have it under
 * @param secret 32 random octets
 */
record GroupKey(long epoch, int name, SecretKey secret) implements Comparable<GroupKey> {
    static final int LENGTH = 32;
    /** The name that packets have the key of a key file under; no other key has it. */
    static final int FILE = 0;
    /** More than there will be, with room to count on from. */
    static final long LAST_EPOCH = 1L << 62;

    private static final Comparator<GroupKey> ORDER = Comparator.comparing((GroupKey key) -> !key.isOfFile())
            .thenComparingLong(GroupKey::epoch)
            .thenComparingInt(GroupKey::name);

    static GroupKey random(long epoch, SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        int name = random.nextInt();
        return new GroupKey(epoch, name == FILE ? 1 : name, new SecretKeySpec(secret, PacketSeal.MASTER));
    }

    /** The key of a key file, as the first one of a system that changes to certificates. */
    static GroupKey ofFile(SecretKey secret) {
        return new GroupKey(0, FILE, secret);
    }

    boolean isOfFile() {
        return name == FILE;
    }

    GroupKey of(long otherEpoch) {
        return new GroupKey(otherEpoch, name, secret);
    }

    @Override
    public int compareTo(GroupKey other) {
        return ORDER.compare(this, other);
    }

    /** Says nothing of the secret. */
    @Override
    public String toString() {
        return Integer.toHexString(name) + " of epoch " + epoch;
    }
}
