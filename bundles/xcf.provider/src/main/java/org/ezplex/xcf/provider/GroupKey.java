// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.security.SecureRandom;
import java.util.Comparator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of the group. Of two the one of the higher epoch is the better one; of one epoch the one with the higher name, as some order
 * is needed and any will do.
 *
 * @param epoch 0 for one that a newcomer has made for itself, 1 for one of a first system, one more for each change
 * @param name random; what packets have it under
 * @param secret 32 random octets
 */
record GroupKey(long epoch, int name, SecretKey secret) implements Comparable<GroupKey> {
    static final int LENGTH = 32;
    /** More than there will be, with room to count on from. */
    static final long LAST_EPOCH = 1L << 62;

    private static final Comparator<GroupKey> ORDER =
            Comparator.comparingLong(GroupKey::epoch).thenComparingInt(GroupKey::name);

    static GroupKey random(long epoch, SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new GroupKey(epoch, random.nextInt(), new SecretKeySpec(secret, PacketSeal.MASTER));
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
