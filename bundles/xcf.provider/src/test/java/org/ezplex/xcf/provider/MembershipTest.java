// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.provider.TestSysplex.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ezplex.system.Message;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipTest {
    private static final String KEY = "5a";

    @TempDir
    Path folder;

    private final RecordingHardcopy hardcopy = new RecordingHardcopy();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<Void> givenUp = new CompletableFuture<>();

    @Test
    void whoIsMuteGivesUpWhatItHasThenLeavesAndJoinsAgain() throws Exception {
        try (TestSysplex sysplex = new TestSysplex(folder, 2);
                Membership mute = new Membership(
                        sysplex.settings(0, sysplex.keyFile(KEY), 0),
                        TestSysplex.member("SYS1", 1),
                        hardcopy,
                        new Counters())) {
            RecordingListener ears = new RecordingListener();
            sysplex.start(1, "SYS2", KEY, 2, new RecordingHardcopy()).subscribe(ears);
            mute.start();
            await("both", () -> ears.told.contains("joined SYS1"));
            mute.inbox().subscribe(new GivingUp());
            mute.mute(new IOException("as the test wants it"));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(mute.self().state()).as("not yet given up").isEqualTo(MemberState.ACTIVE);
            givenUp.complete(null);
            await(
                    "again",
                    () -> ears.told.lastIndexOf("joined SYS1") > ears.told.indexOf("gone SYS1 QUIESCED")
                            && ears.told.contains("gone SYS1 QUIESCED"));
            assertThat(hardcopy.text(Message.EZX2012E)).contains("TESTGRP", "as the test wants it");
        }
    }

    /** Takes its time. */
    private final class GivingUp implements XcfListener {
        @Override
        public CompletionStage<?> expelled() {
            asked.countDown();
            return givenUp;
        }
    }
}
