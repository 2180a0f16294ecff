// SPDX-License-Identifier: Apache-2.0
package org.ezplex.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages inputs: a few changes to one of them. Not thread-safe. */
final class Mutator {
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_PIECE = 64;
    /** What is repeated makes an input longer by that, at most. */
    private static final int MOST_REPEATED = 1 << 16;
    /** Ends of ranges, signs, and what means something in texts. */
    private static final byte[] EDGES = {
        0, 1, 0x7F, -1, -128, '0', '9', '-', '"', '\\', '{', '[', '}', ']', '\n', ' ', ','
    };

    private final List<byte[]> seeds;
    private final Random random;

    Mutator(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    byte[] mutant() {
        byte[] mutant = any().clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            mutant = changed(mutant);
        }
        return mutant;
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    /** May be {@code input} itself. */
    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return any().clone();
        }
        int at = random.nextInt(input.length);
        byte[] other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        int piece = piece(other.length - from);
        switch (random.nextInt(12)) {
            case 0, 1 -> input[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 2, 3 -> input[at] = (byte) random.nextInt();
            case 4, 5 -> input[at] = EDGES[random.nextInt(EDGES.length)];
            case 6 -> {
                return Arrays.copyOf(input, at);
            }
            case 7 -> {
                return spliced(input, at, piece(input.length - at), other, 0, 0);
            }
            case 8, 9 -> {
                return spliced(input, at, 0, other, from, piece);
            }
            case 10 -> {
                return spliced(input, at, Math.min(piece, input.length - at), other, from, piece);
            }
            default -> {
                return repeated(input, at);
            }
        }
        return input;
    }

    private int piece(int most) {
        return most == 0 ? 0 : 1 + random.nextInt(Math.min(most, LONGEST_PIECE));
    }

    /** A piece of it twice, or so often that what nests or counts comes to its end. */
    private byte[] repeated(byte[] input, int at) {
        int piece = piece(input.length - at);
        int times = random.nextInt(8) == 0 ? 1 + random.nextInt(MOST_REPEATED / piece) : 1;
        byte[] pieces = new byte[piece * times];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = input[at + i % piece];
        }
        return spliced(input, at, 0, pieces, 0, pieces.length);
    }

    /** {@code to} with {@code length} octets of {@code from} in place of {@code removed} of its own. */
    private static byte[] spliced(byte[] to, int at, int removed, byte[] from, int start, int length) {
        byte[] made = new byte[to.length - removed + length];
        System.arraycopy(to, 0, made, 0, at);
        System.arraycopy(from, start, made, at, length);
        System.arraycopy(to, at + removed, made, at + length, to.length - at - removed);
        return made;
    }
}
