// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.ezplex.trust.Identity;

/** What makes this system one of the sysplex. */
sealed interface Credential {
    /** The keys that it opens, as long as this system is in the group; {@code out} is done when it may be in no longer. */
    SealKeys open(Settings settings, Prerequisites found, KeyMessages messages, Runnable out) throws IOException;

    /** How many times the others are looked for: until they have handed out their key nobody understands anybody. */
    int asks();

    /** The same key in a file of each system. */
    record Key(SecretKey key) implements Credential {
        @Override
        public SealKeys open(Settings settings, Prerequisites found, KeyMessages messages, Runnable out) {
            return SealKeys.shared(key);
        }

        @Override
        public int asks() {
            return 1;
        }
    }

    /** A certificate of its own; and the key of a {@code file} to begin with, while the sysplex changes from that to certificates. */
    record Certificate(Trust trust, Optional<SecretKey> file) implements Credential {
        /** In the time for which others are looked for. */
        private static final int ASKS = 5;

        @Override
        public SealKeys open(Settings settings, Prerequisites found, KeyMessages messages, Runnable out)
                throws IOException {
            long aloneNanos = TimeUnit.MILLISECONDS.toNanos(settings.joinMillis());
            GroupKeys keys = new GroupKeys(System::nanoTime, aloneNanos, file);
            return new KeyExchange(trust, KeyPlaces.of(settings, found), keys, messages, out);
        }

        @Override
        public int asks() {
            return ASKS;
        }
    }

    /** By its certificate if {@code system} has one, good or not; else by the key file. */
    static Credential find(Settings settings, String system) throws NotReadyException {
        if (!Identity.isIn(settings.pkiFolder())) {
            return new Key(fileKey(settings));
        }
        PkiFiles.check(settings.pkiFolder());
        boolean changing = settings.keyTransition() && !Trust.isKeyFileOver(settings.pkiFolder());
        return new Certificate(
                Trust.read(settings.pkiFolder(), system, Clock.systemUTC()),
                changing ? Optional.of(fileKey(settings)) : Optional.empty());
    }

    private static SecretKey fileKey(Settings settings) throws NotReadyException {
        return new SecretKeySpec(KeyFile.read(settings.keyFile()), PacketSeal.MASTER);
    }
}
