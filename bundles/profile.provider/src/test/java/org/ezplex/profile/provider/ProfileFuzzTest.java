// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ezplex.profile.Compilation;
import org.junit.jupiter.api.Test;

/**
 * Damaged profiles: compiling ends and throws nothing, and where the damage is no mistake, what is written of the profile comes to it
 * again ({@link Compile} looks at that). For longer: {@code -Dezplex.fuzz.seconds=N}.
 */
class ProfileFuzzTest {
    private static final int ROUNDS = 1_500;
    private static final String BLANKS = "\\s+";

    /** The profiles of the reference: all between fences that begins like one. */
    private static List<List<String>> seeds() throws IOException {
        String reference = Files.readString(Path.of("..", "..", "docs", "profile.md"));
        List<List<String>> seeds = new ArrayList<>();
        for (String part : reference.split("```\n", -1)) {
            if (part.contains("ENDVIPADYNAMIC") && part.startsWith(";")) {
                seeds.add(Arrays.asList(part.split(BLANKS)));
            }
        }
        seeds.add(Arrays.asList(ProfileTextTest.EVERY_KIND.split(BLANKS)));
        return seeds;
    }

    /** Words of a seed swapped, doubled, left out, changed in one octet, or taken from another one. */
    private static String mutant(List<List<String>> seeds, Random random) {
        List<String> words = new ArrayList<>(any(seeds, random));
        int from = random.nextInt(words.size());
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(words.size());
            switch (random.nextInt(5)) {
                case 0 -> words.set(at, words.set(from, words.get(at)));
                case 1 -> words.add(at, words.get(from));
                case 2 -> words.remove(at);
                case 3 -> words.set(at, damaged(words.get(at), random));
                default -> words.set(at, any(any(seeds, random), random));
            }
            from = Math.min(from, words.size() - 1);
        }
        return String.join(random.nextInt(9) == 0 ? "\n" : " ", words);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String damaged(String word, Random random) {
        byte[] octets = word.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 0) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return FileSources.text(octets);
    }

    @Test
    void damageIsNoMoreThanMistakes() throws IOException {
        List<List<String>> seeds = seeds();
        assertThat(seeds).hasSize(2);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long until = seed
                + Duration.ofSeconds(Integer.getInteger("ezplex.fuzz.seconds", 0))
                        .toNanos();
        int[] clean = new int[1];
        assertThatCode(() -> {
                    for (int i = 0; i < ROUNDS || System.nanoTime() < until; i++) {
                        Compilation compilation = Compile.text(mutant(seeds, random));
                        clean[0] += compilation.clean() ? 1 : 0;
                    }
                })
                .as("seed %d", seed)
                .doesNotThrowAnyException();
        assertThat(clean[0]).as("mutants without a mistake").isPositive();
    }
}
