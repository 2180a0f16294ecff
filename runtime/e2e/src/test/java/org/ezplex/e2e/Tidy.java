// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ezplex.lab.survival.Remains;

/** What has to be true of a {@link Scene} once all is over: one owner, one station that answers, and nothing left over on any host. */
final class Tidy {
    /** A former owner relays stragglers for so long. */
    private static final Duration RELAYS = Duration.ofSeconds(30);

    private final Scene scene;
    private final Remains remains;

    /** Notes what the hosts' rules and routes are now. */
    Tidy(Scene scene) {
        this.scene = scene;
        remains = new Remains(scene.lab());
    }

    /** Ends the connections, waits until everything is as it should be but for relays, and says what is not. */
    void settled(String owner) {
        await(owner, Scene.PATIENCE, false);
    }

    /** As {@link #settled}, and no former owner relays what still comes to it. */
    void check(String owner) {
        await(owner, RELAYS.plus(Scene.PATIENCE), true);
    }

    /** The end of a class: {@link #check}, and the lab is taken down in any case. Either may be null: what could not be set up. */
    static void end(Scene scene, Tidy tidy, String owner) {
        try {
            if (tidy != null) {
                tidy.check(owner);
            }
        } finally {
            if (scene != null) {
                scene.close();
            }
        }
    }

    private void await(String owner, Duration patience, boolean relaysOver) {
        scene.drop();
        assertThat(remains.await(owner, scene.watchers(), patience, relaysOver))
                .as("what is left over")
                .isEmpty();
    }
}
