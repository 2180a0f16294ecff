// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.UntrustedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged words of an exchange of keys, as somebody with a certificate could say them: each is refused, or taken without harm. */
class KeyWordFuzzTest {
    private static final int ROUNDS = 3_000;

    @TempDir
    Path folder;

    @Test
    void whatIsNotRefusedIsAWord() throws Exception {
        Trust trust = Trust.read(new TestPki(folder).enrol("SYS1"), "SYS1", Instant::now);
        List<GroupKey> some = List.of(GroupKey.random(7, new SecureRandom()), GroupKey.random(6, new SecureRandom()));
        GroupKeys keys = new GroupKeys(System::nanoTime, TimeUnit.MINUTES.toNanos(1));
        List<byte[]> sound = List.of(
                word(trust, Optional.empty(), some).encode(),
                word(trust, Optional.of(Refusal.EXPIRED), List.of()).encode());
        long understood = Fuzz.of(KeyWordFuzzTest.class, sound).run(ROUNDS, input -> {
            try {
                KeyWord word = KeyWord.read(new ByteArrayInputStream(input));
                assertThat(KeyWord.read(new ByteArrayInputStream(word.encode())))
                        .isEqualTo(word);
                trust.take(word.revoked());
                keys.learn(word.keys());
                assertThat(keys.told()).hasSizeBetween(1, 1 + GroupKeys.MOST);
                return true;
            } catch (IOException | UntrustedException e) {
                return false;
            }
        });
        assertThat(understood).isGreaterThan(ROUNDS / 200);
        assertThat(keys.current()).isNotNull();
    }

    private static KeyWord word(Trust trust, Optional<Refusal> refusal, List<GroupKey> keys) {
        return new KeyWord(refusal, 8100, trust.identity().check().revoked(), keys);
    }
}
