// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.system.Message;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.UpgradeStatus;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.xcf.MemberState;

/**
 * Systems with real engines and folders, and a group and upgrades that are made up. Nothing happens by itself: {@link #step} takes one thing
 * that can happen next, by chance.
 */
final class MadeUpSysplex {
    static final String OLD = "0.1.0";
    static final String NEW = "0.2.0";
    /** A level that does not start. */
    private static final String TAKEN_BACK = "taken back";

    private static final long STEP_NANOS = 20_000_000;
    private static final long QUIET_NANOS = 3_000_000_000L;

    final Map<String, MadeUpSystem> systems = new TreeMap<>();
    final List<String> messages = new ArrayList<>();
    final Path file;
    private final Path folder;
    private final Random random;
    /** As far from zero as the clock of a host that has run for a month. */
    private long now = 2_600_000_000_000_000L;

    private long incarnation;

    MadeUpSysplex(Path folder, Random random, String... names) throws IOException {
        this.folder = folder;
        this.random = random;
        this.file = folder.resolve("package");
        byte[] octets = new byte[3 * Piece.MOST + 5];
        random.nextBytes(octets);
        Files.write(file, octets);
        for (String name : names) {
            systems.put(name, new MadeUpSystem(name));
            systems.get(name).start();
        }
    }

    /** A system, which may be down. */
    final class MadeUpSystem implements Peers, Upgrades {
        final String name;
        final Map<String, ByteBuffer> heard = new TreeMap<>();
        String level = OLD;
        boolean fails;
        boolean refuses;
        boolean needsRestart;
        List<String> faults = List.of();
        /** Whether an operator changes the level of this system alone. */
        boolean changing;

        private String staged = "";
        private Optional<UpgradeStatus.Result> last = Optional.empty();
        boolean up;
        RollingEngine engine;
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private final Deque<Runnable> work = new ArrayDeque<>();
        private ByteBuffer word = ByteBuffer.allocate(0);
        private long since;

        MadeUpSystem(String name) {
            this.name = name;
        }

        void start() {
            up = true;
            since = ++incarnation;
            last = staged.equals(TAKEN_BACK) ? Optional.of(takenBack()) : Optional.empty();
            level = staged.isEmpty() || staged.equals(TAKEN_BACK) ? level : staged;
            staged = "";
            word = ByteBuffer.allocate(0);
            heard.clear();
            systems.values().stream().filter(other -> other.up).forEach(other -> heard.put(other.name, other.word));
            LongSupplier clock = () -> now;
            long mine = since;
            Executor thread = task -> {
                if (up && since == mine) {
                    tasks.add(task);
                }
            };
            engine = new RollingEngine(
                    new RollingEngine.Host(name, thread, work::add, this::restart, clock),
                    this,
                    new RollingFolder(folder.resolve(name)),
                    this,
                    new RollingMessages(
                            (message, inserts) -> messages.add(name + " " + message + " " + message.text(inserts))));
            tasks.add(engine::look);
        }

        private UpgradeStatus.Result takenBack() {
            return new UpgradeStatus.Result(
                    Instant.EPOCH, false, Message.EZX8028E + " " + Message.EZX8028E.text(NEW, level));
        }

        /** What was put in place runs then, and whoever works for the system is interrupted. */
        private void restart() {
            kill();
            start();
            throw new IllegalStateException("interrupted");
        }

        void kill() {
            up = false;
            tasks.clear();
            work.clear();
        }

        @Override
        public List<Member> members() {
            List<Member> members = new ArrayList<>();
            for (MadeUpSystem other : systems.values()) {
                Optional<Member.Word> said = other == this ? Optional.empty() : said(heard.get(other.name));
                if (other.up || said.isPresent()) {
                    members.add(new Member(
                            other.name, other.up ? MemberState.ACTIVE : MemberState.FAILED, other.since, said));
                }
            }
            return members;
        }

        private Optional<Member.Word> said(ByteBuffer state) {
            try {
                return state == null || !state.hasRemaining()
                        ? Optional.empty()
                        : Optional.of(WordCodec.decode(state.duplicate()));
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        /** The others hear it some time later, each at another. */
        @Override
        public void tell(ByteBuffer state) {
            if (state.equals(word)) {
                return;
            }
            word = state;
            for (MadeUpSystem other : systems.values()) {
                if (other.up && other != this) {
                    other.tasks.add(() -> {
                        other.heard.put(name, state);
                        other.engine.look();
                    });
                }
            }
        }

        @Override
        public void send(String system, ByteBuffer message) {
            MadeUpSystem to = systems.get(system);
            if (to.up) {
                to.tasks.add(() -> to.received(name, message));
            }
        }

        private void received(String sender, ByteBuffer message) {
            try {
                MessageReader reader = MessageReader.of(message);
                Piece piece = Piece.decode(reader);
                if (reader.type() == Piece.REQUEST) {
                    engine.requested(sender, piece);
                } else {
                    engine.came(sender, piece);
                }
            } catch (MalformedMessageException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public UpgradePlan plan(Path given) {
            if (refuses) {
                throw new UpgradeException(Message.EZX8011E, given);
            }
            try {
                if (Files.mismatch(given, file) >= 0) {
                    throw new AssertionError("another package");
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return planned(NEW);
        }

        private UpgradePlan planned(String to) {
            List<String> obstacles = needsRestart ? List.of("API") : List.of();
            return new UpgradePlan(new Level("made up", to, "*", "nobody"), level, List.of(), obstacles, faults);
        }

        @Override
        public UpgradePlan stage(Path given) {
            UpgradePlan plan = plan(given);
            staged = fails ? TAKEN_BACK : NEW;
            return plan;
        }

        @Override
        public UpgradePlan stageBack() {
            staged = OLD;
            return planned(OLD);
        }

        @Override
        public UpgradePlan apply(Path given) {
            UpgradePlan plan = plan(given);
            if (fails) {
                throw new UpgradeException(Message.EZX8003E, NEW, "nobody", "IT FAILS", OLD);
            }
            level = NEW;
            return plan;
        }

        @Override
        public UpgradePlan rollback() {
            UpgradePlan plan = planned(OLD);
            if (needsRestart) {
                throw new UpgradeException(Message.EZX8021E, OLD, "nobody", "API");
            }
            level = OLD;
            return plan;
        }

        @Override
        public String runs() {
            return level;
        }

        @Override
        public boolean busy() {
            return changing;
        }

        @Override
        public UpgradeStatus status() {
            return new UpgradeStatus(level, level, Optional.empty(), false, List.of(), last);
        }

        private boolean hasToDo() {
            return !tasks.isEmpty() || !work.isEmpty();
        }

        private boolean oneThing() {
            Deque<Runnable> next = tasks.isEmpty() || (random.nextInt(4) == 0 && !work.isEmpty()) ? work : tasks;
            Runnable task = next.poll();
            if (task != null) {
                task.run();
            }
            return task != null;
        }
    }

    MadeUpSystem system(String name) {
        return systems.get(name);
    }

    List<String> levels() {
        return systems.values().stream().map(s -> s.level).distinct().toList();
    }

    /** One thing happens somewhere. */
    void step() {
        now += STEP_NANOS;
        List<MadeUpSystem> up = up();
        if (!up.isEmpty()) {
            MadeUpSystem system = up.get(random.nextInt(up.size()));
            if (!system.oneThing()) {
                system.engine.look();
            }
        }
    }

    private List<MadeUpSystem> up() {
        return systems.values().stream().filter(s -> s.up).toList();
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    /** Goes on until nothing happens any more, however often everybody looks. */
    void settle() {
        for (int quiet = 0; quiet < 3; quiet++) {
            now += QUIET_NANOS;
            up().forEach(s -> s.engine.look());
            while (up().stream().anyMatch(MadeUpSystem::hasToDo)) {
                quiet = 0;
                List<MadeUpSystem> busy =
                        up().stream().filter(MadeUpSystem::hasToDo).toList();
                busy.get(random.nextInt(busy.size())).oneThing();
            }
        }
    }
}
