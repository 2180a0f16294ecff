// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;

/** A system around the component: its loop and clock go on when a test says so. */
final class FakeSystem {
    static final Instant START = Instant.parse("2026-11-30T09:00:00Z");

    /** What was issued, each with its id. */
    final List<String> log = new ArrayList<>();

    private final Path home;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Timed> timers = new ArrayList<>();
    private long now = 5;
    private boolean ending;

    FakeSystem(Path home) {
        this.home = home;
    }

    private record Timed(long due, Runnable task) {}

    /** The component with every attribute at its default. */
    ProfileComponent start() {
        return start(config("etc/PROFILE.TCPIP"));
    }

    ProfileComponent start(ProfileComponent.Config config) {
        return new ProfileComponent(
                new Image(), new Loop(), new Log(), config, Runnable::run, Clock.fixed(START, ZoneOffset.UTC));
    }

    static ProfileComponent.Config config(String file) {
        return config(Map.of("file", file));
    }

    /** Attributes by name, others at their default. */
    static ProfileComponent.Config config(Map<String, ?> attributes) {
        Class<ProfileComponent.Config> type = ProfileComponent.Config.class;
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> attributes.containsKey(method.getName())
                        ? attributes.get(method.getName())
                        : method.getDefaultValue()));
    }

    /** Runs what the loop was given. */
    void runLoop() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets time go by. */
    void pass(Duration time) {
        now += time.toNanos();
        List<Timed> due = timers.stream().filter(timed -> timed.due <= now).toList();
        timers.removeAll(due);
        due.forEach(timed -> timed.task.run());
        runLoop();
    }

    /** The system goes as by kill -9: nothing that it would have done is done. */
    void kill() {
        tasks.clear();
        timers.clear();
        log.clear();
    }

    /** The system as a whole is being stopped, or is not any more. */
    void ending(boolean ends) {
        ending = ends;
    }

    private final class Image implements SystemImage {
        @Override
        public String sysname() {
            return "SYS1";
        }

        @Override
        public String sysclone() {
            return "11";
        }

        @Override
        public String sysplex() {
            return "PLEX1";
        }

        @Override
        public String tcpname() {
            return "TCPIP";
        }

        @Override
        public Map<String, String> symbols() {
            return Map.of();
        }

        @Override
        public Path home() {
            return home;
        }

        @Override
        public boolean ending() {
            return ending;
        }
    }

    private final class Loop implements EventLoop {
        @Override
        public void execute(Runnable task) {
            tasks.add(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    log.add("LOOP " + e.getMessage());
                }
            });
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            Timed timed = new Timed(now + delay.toNanos(), task);
            timers.add(timed);
            return () -> timers.remove(timed);
        }

        @Override
        public Timer repeat(Duration period, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public boolean inLoop() {
            return true;
        }
    }

    private final class Log implements Hardcopy {
        private final List<Line> lines = new ArrayList<>();

        @Override
        public void issue(Message message, Object... inserts) {
            lines.add(new Line(Instant.EPOCH, message, message.text(inserts)));
            log.add(message + " " + message.text(inserts));
        }

        @Override
        public List<Line> recent(int most) {
            return lines;
        }
    }
}
