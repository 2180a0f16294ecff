// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class AskingTest {
    private static final int MOST = 64;

    private long now;
    private final Asking asking = new Asking(() -> now, MOST);

    @Test
    void nobodyIsAskedTwiceAtATimeNorAgainAtOnce() {
        assertThat(asking.begin(at(1))).isTrue();
        assertThat(asking.begin(at(1))).isFalse();
        assertThat(asking.begin(at(2))).isTrue();
        asking.end(at(1));
        assertThat(asking.begin(at(1))).isFalse();
        now += Asking.AGAIN_NANOS;
        assertThat(asking.begin(at(1))).isTrue();
    }

    @Test
    void notTooManyAreAsked() {
        for (int port = 1; port <= MOST; port++) {
            assertThat(asking.begin(at(port))).isTrue();
        }
        assertThat(asking.begin(at(MOST + 1))).isFalse();
        asking.end(at(1));
        now += Asking.AGAIN_NANOS;
        assertThat(asking.begin(at(MOST + 1))).isTrue();
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }
}
