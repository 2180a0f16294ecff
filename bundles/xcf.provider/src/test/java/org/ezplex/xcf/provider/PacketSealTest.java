// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PacketSealTest {
    private static final InetAddress FROM = InetAddress.getLoopbackAddress();
    private static final byte[] PACKET = "HELLO FROM SYS1".getBytes(StandardCharsets.US_ASCII);

    private final RecordingRefused refused = new RecordingRefused();
    private final PacketSeal sender = seal(1);
    private final PacketSeal receiver = seal(1);

    @Test
    void whatIsSealedIsOpenedOnce() {
        byte[] sealed = sender.seal(PACKET, 0, PACKET.length);
        assertThat(receiver.open(sealed, 0, sealed.length, FROM)).contains(PACKET);
        assertThat(receiver.open(sealed, 0, sealed.length, FROM)).isEmpty();
        assertThat(refused.strangers).isEmpty();
        assertThat(refused.old).containsExactly(FROM);
    }

    @Test
    void nothingOfItIsReadableAndNoTwoAreAlike() {
        byte[] one = sender.seal(PACKET, 0, PACKET.length);
        byte[] two = sender.seal(PACKET, 0, PACKET.length);
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("SYS1");
        assertThat(Arrays.copyOfRange(one, 28, one.length)).isNotEqualTo(Arrays.copyOfRange(two, 28, two.length));
        assertThat(one).hasSize(PACKET.length + PacketSeal.OVERHEAD);
    }

    @Test
    void ordersMayChangeOnTheWay() {
        byte[] one = sender.seal(PACKET, 0, PACKET.length);
        byte[] two = sender.seal(PACKET, 3, 4);
        assertThat(receiver.open(two, 0, two.length, FROM)).contains(Arrays.copyOfRange(PACKET, 3, 7));
        assertThat(receiver.open(one, 0, one.length, FROM)).contains(PACKET);
    }

    @Test
    void anotherKeyIsRejected() {
        byte[] sealed = seal(2).seal(PACKET, 0, PACKET.length);
        assertThat(receiver.open(sealed, 0, sealed.length, FROM)).isEmpty();
        assertThat(refused.strangers).containsExactly(FROM);
    }

    @Test
    void aChangedOctetAnywhereIsRejected() {
        byte[] sealed = sender.seal(PACKET, 0, PACKET.length);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            if (i == 3) {
                continue; // Not looked at on its own, but authenticated like the rest: below.
            }
            assertThat(receiver.open(changed, 0, changed.length, FROM)).isEmpty();
        }
        assertThat(refused.strangers).hasSize(sealed.length - 1);
        sealed[3] ^= 1;
        assertThat(receiver.open(sealed, 0, sealed.length, FROM)).isEmpty();
    }

    @Test
    void everyTruncationIsRejected() {
        byte[] sealed = sender.seal(PACKET, 0, PACKET.length);
        for (int length = 0; length < sealed.length; length++) {
            assertThat(receiver.open(sealed, 0, length, FROM)).isEmpty();
        }
        assertThat(refused.strangers).hasSize(sealed.length);
    }

    @Test
    void ownPacketsComeBackAsNothing() {
        byte[] sealed = sender.seal(PACKET, 0, PACKET.length);
        assertThat(sender.open(sealed, 0, sealed.length, FROM)).isEmpty();
        assertThat(refused.strangers).isEmpty();
    }

    @Test
    void strangersDoNotPushOutSessions() {
        byte[] first = sender.seal(PACKET, 0, PACKET.length);
        assertThat(receiver.open(first, 0, first.length, FROM)).isPresent();
        for (int i = 0; i < 1000; i++) {
            byte[] forged = first.clone();
            forged[4] ^= (byte) (i + 1);
            forged[5] ^= (byte) (1 + (i >> 8));
            receiver.open(forged, 0, forged.length, FROM);
        }
        assertThat(receiver.open(first, 0, first.length, FROM)).isEmpty();
        assertThat(refused.strangers).hasSize(1000);
    }

    @Test
    void anotherKeyOfTheSysplexIsAnotherSessionOfTheSameLife() {
        SealKeys.Named[] now = {named(1), named(2)};
        SealKeys keys = new SealKeys() {
            @Override
            public Named current() {
                return now[0];
            }

            @Override
            public Optional<SecretKey> of(int name, InetAddress from) {
                return Arrays.stream(now)
                        .filter(each -> each.name() == name)
                        .map(Named::key)
                        .findFirst();
            }

            @Override
            public boolean isFormer(int name) {
                return name == 1;
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
            public void close() {}
        };
        PacketSeal one = new PacketSeal(PacketSeal.PACKETS, keys, new SecureRandom(), refused);
        PacketSeal two = new PacketSeal(PacketSeal.PACKETS, keys, new SecureRandom(), refused);
        byte[] first = one.seal(PACKET, 0, PACKET.length);
        now[0] = now[1];
        byte[] second = one.seal(PACKET, 0, PACKET.length);
        assertThat(two.open(second, 0, second.length, FROM)).contains(PACKET);
        assertThat(two.open(second, 0, second.length, FROM)).isEmpty();
        assertThat(one.open(first, 0, first.length, FROM)).isEmpty();
        assertThat(two.open(first, 0, first.length, FROM)).isEmpty();
        assertThat(refused.strangers).isEmpty();
        assertThat(refused.old).as("the second again, and the first").containsExactly(FROM, FROM);
    }

    @Test
    void windowTakesEachNumberOnceInAnyOrder() {
        ReplayWindow window = new ReplayWindow();
        assertThat(window.accept(5)).isTrue();
        assertThat(window.accept(3)).isTrue();
        assertThat(window.accept(3)).isFalse();
        assertThat(window.accept(5L + ReplayWindow.SIZE)).isTrue();
        assertThat(window.accept(5)).isFalse();
        assertThat(window.accept(6)).isTrue();
        assertThat(window.accept(6)).isFalse();
        assertThat(window.accept(-1)).isFalse();
        assertThat(window.accept(Long.MAX_VALUE)).isTrue();
        assertThat(window.accept(7)).isFalse();
    }

    private static SealKeys.Named named(int key) {
        byte[] octets = new byte[32];
        octets[0] = (byte) key;
        return new SealKeys.Named(key, new SecretKeySpec(octets, PacketSeal.MASTER));
    }

    private PacketSeal seal(int key) {
        SealKeys keys = SealKeys.shared(named(key).key());
        return new PacketSeal(PacketSeal.PACKETS, keys, new SecureRandom(), refused);
    }
}
