// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ezplex.upgrade.BundleChange;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Exchange;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.file.BundleFacts;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Exchanges bundles of the running framework, and puts back what was there. A bundle is not updated but another one installed in its
 * place, so that its location always tells which file runs. Used by one thread.
 */
final class Exchanger {
    private static final long REFRESH_SECONDS = 60;
    private static final String SUCCEEDS = "succeeding";

    private final BundleContext context;
    private final LiveBundles live;
    private final Health health;

    Exchanger(BundleContext context, LiveBundles live, Health health) {
        this.context = context;
        this.live = live;
        this.health = health;
    }

    /**
     * What ran at some moment.
     *
     * @param startLevels of each bundle by its location
     * @param works what of it did
     */
    record Snapshot(Map<String, Integer> startLevels, Health.Picture works) {}

    Snapshot snapshot() {
        Map<String, Integer> startLevels = new HashMap<>();
        live.all().forEach(bundle -> startLevels.put(bundle.getLocation(), LiveBundles.startLevel(bundle)));
        return new Snapshot(startLevels, health.of(live.all()));
    }

    /** Does what {@code plan} says with the files of {@code level}; after each step everything has to work that worked before. */
    void apply(UpgradePlan plan, LevelFolder level) throws BundleException, ExchangeException, InterruptedException {
        Health.Picture works = snapshot().works();
        List<Bundle> added = new ArrayList<>();
        for (BundleChange change : plan.bundles()) {
            if (change.change() == Change.NEW) {
                added.add(install(change.symbolicName(), level));
                works = Health.with(works, change.symbolicName());
            }
        }
        Set<String> together = Planner.together(plan);
        // What is changed may need what is new.
        if (!together.isEmpty() || !added.isEmpty()) {
            inPlace(together, level, added);
            check(works);
        }
        for (BundleChange change : plan.bundles()) {
            String name = change.symbolicName();
            if (change.exchange() == Exchange.NEXT_START || together.contains(name)) {
                continue;
            }
            switch (change.change()) {
                case CHANGED -> {
                    if (change.exchange() == Exchange.BESIDE) {
                        beside(name, level);
                    } else {
                        inPlace(Set.of(name), level, List.of());
                    }
                }
                case GONE -> {
                    live.named(name).uninstall();
                    refresh();
                    works = Health.without(works, name);
                }
                case NEW, SAME -> {
                    continue;
                }
            }
            check(works);
        }
    }

    private void check(Health.Picture works) throws ExchangeException, InterruptedException {
        List<String> ills = health.await(works, live::all);
        if (!ills.isEmpty()) {
            throw new ExchangeException(ills);
        }
    }

    /**
     * The old one goes on until the new one does all that it did; but of one that succeeds the other, what waits for the end of that is
     * looked at afterwards.
     */
    private void beside(String name, LevelFolder level)
            throws BundleException, ExchangeException, InterruptedException {
        Bundle old = live.named(name);
        Health.Picture works = health.of(List.of(old));
        Bundle fresh = install(name, level);
        start(fresh);
        if (SUCCEEDS.equals(fresh.getHeaders("").get(BundleFacts.REPLACEMENT))) {
            works = health.withoutWaiting(works, fresh);
        }
        List<String> ills = health.await(works, () -> List.of(fresh));
        if (!ills.isEmpty()) {
            throw new ExchangeException(ills);
        }
        old.stop();
        old.uninstall();
    }

    /** The old ones go, then the new ones are started, and with them those in {@code added}. */
    private void inPlace(Set<String> names, LevelFolder level, List<Bundle> added)
            throws BundleException, InterruptedException {
        List<Bundle> olds = new ArrayList<>();
        names.forEach(name -> olds.add(live.named(name)));
        olds.sort(Comparator.comparingInt(LiveBundles::startLevel).reversed());
        for (Bundle old : olds) {
            old.uninstall();
        }
        List<Bundle> fresh = new ArrayList<>(added);
        for (String name : names) {
            fresh.add(install(name, level));
        }
        refresh();
        for (Bundle bundle : ordered(fresh)) {
            start(bundle);
        }
    }

    private Bundle install(String name, LevelFolder level) throws BundleException {
        int startLevel = level.bundles().stream()
                .filter(b -> b.symbolicName().equals(name))
                .mapToInt(BundleFacts::startLevel)
                .findFirst()
                .orElseThrow();
        return install(LiveBundles.location(level.files().get(name)), startLevel);
    }

    private Bundle install(String location, int startLevel) throws BundleException {
        Bundle bundle = context.installBundle(location);
        bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
        return bundle;
    }

    private static List<Bundle> ordered(List<Bundle> bundles) {
        return bundles.stream()
                .sorted(Comparator.comparingInt(LiveBundles::startLevel))
                .toList();
    }

    private static void start(Bundle bundle) throws BundleException {
        if (!Health.fragment(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
    }

    /** Lets go of what was uninstalled: whoever was wired to it is stopped, wired anew, and started. */
    private void refresh() throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .refreshBundles(null, event -> refreshed.countDown());
        if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "THE FRAMEWORK DID NOT WIRE THE BUNDLES ANEW IN " + REFRESH_SECONDS + " SECONDS");
        }
    }

    /** Puts back what ran, as far as it goes; what does not work as it did then. */
    List<String> restore(Snapshot before) throws InterruptedException {
        List<String> ills = new ArrayList<>();
        for (Bundle bundle : live.all()) {
            if (!before.startLevels().containsKey(bundle.getLocation())) {
                attempt(bundle::uninstall, ills);
            }
        }
        before.startLevels().forEach((location, startLevel) -> {
            if (context.getBundle(location) == null) {
                attempt(() -> install(location, startLevel), ills);
            }
        });
        refresh();
        List<Bundle> stopped = live.all().stream()
                .filter(b -> before.works().bundles().contains(b.getSymbolicName()))
                .filter(b -> b.getState() != Bundle.ACTIVE)
                .toList();
        ordered(stopped).forEach(bundle -> attempt(() -> start(bundle), ills));
        ills.addAll(health.await(before.works(), live::all));
        return ills;
    }

    /** What the framework may refuse. */
    private interface Attempt {
        void run() throws BundleException;
    }

    private static void attempt(Attempt attempt, List<String> ills) {
        try {
            attempt.run();
        } catch (BundleException e) {
            ills.add(String.valueOf(e.getMessage()));
        }
    }
}
