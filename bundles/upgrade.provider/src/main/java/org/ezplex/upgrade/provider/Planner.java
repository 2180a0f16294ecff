// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.ezplex.upgrade.BundleChange;
import org.ezplex.upgrade.Change;
import org.ezplex.upgrade.Exchange;
import org.ezplex.upgrade.Level;
import org.ezplex.upgrade.UpgradePlan;
import org.ezplex.upgrade.file.BundleFacts;
import org.osgi.framework.Version;

/** Makes a plan of two lists of bundles: those that run and those of a level. No framework, no file. */
final class Planner {
    /** What the way of packets and the ownership of addresses hang on. */
    private static final Set<String> TRAFFIC = Set.of(
            "org.ezplex.accelerator.",
            "org.ezplex.distributor.",
            "org.ezplex.nic.",
            "org.ezplex.osa.",
            "org.ezplex.tcpip.",
            "org.ezplex.vipa.",
            "org.ezplex.xcf.");

    private final Map<String, BundleFacts> running;
    private final Map<String, Set<String>> dependents;
    private final Map<String, List<Version>> platform;
    private final String engine;

    /**
     * @param running the bundles that run
     * @param dependents for each of them by name, who is wired to it, directly or not
     * @param platform the packages of the framework and of Java
     * @param engine the bundle that does the exchange, and so cannot be exchanged itself
     */
    Planner(
            List<BundleFacts> running,
            Map<String, Set<String>> dependents,
            Map<String, List<Version>> platform,
            String engine) {
        this.running = byName(running);
        this.dependents = dependents;
        this.platform = platform;
        this.engine = engine;
    }

    private static Map<String, BundleFacts> byName(List<BundleFacts> bundles) {
        Map<String, BundleFacts> map = new LinkedHashMap<>();
        bundles.forEach(bundle -> map.put(bundle.symbolicName(), bundle));
        return map;
    }

    /** The way to {@code wanted}; {@code back} if it is one that ran before, so that lower versions are what is wanted. */
    UpgradePlan plan(Level level, String runs, List<BundleFacts> wanted, boolean back) {
        Map<String, Exchange> exchanges = exchanges(wanted);
        List<BundleChange> changes = new ArrayList<>();
        wanted.stream()
                .sorted(Comparator.comparingInt(BundleFacts::startLevel))
                .forEach(bundle -> changes.add(change(bundle, exchanges.get(bundle.symbolicName()))));
        Set<String> names = byName(wanted).keySet();
        running.values().stream()
                .filter(b -> !names.contains(b.symbolicName()))
                .forEach(bundle -> changes.add(gone(bundle)));
        List<String> obstacles = new ArrayList<>();
        wanted.stream()
                .filter(b -> b.fragment() && !running.containsKey(b.symbolicName()))
                .forEach(b -> obstacles.add(b.symbolicName() + " IS A NEW FRAGMENT, WHICH ITS HOST TAKES AT A START"));
        if (!back) {
            obstacles.addAll(broken(wanted));
        }
        changes.stream()
                .filter(c -> c.restarts().contains(engine))
                .forEach(c -> obstacles.add(c.symbolicName() + " IS WHAT THE EXCHANGE ITSELF NEEDS"));
        return new UpgradePlan(level, runs, changes, obstacles, unmet(wanted));
    }

    /** How each bundle of the level that is changed is exchanged. */
    private Map<String, Exchange> exchanges(List<BundleFacts> wanted) {
        Map<String, Exchange> exchanges = new HashMap<>();
        Set<String> restarted = new HashSet<>();
        for (BundleFacts bundle : wanted) {
            BundleFacts old = running.get(bundle.symbolicName());
            if (old == null || old.sha256().equals(bundle.sha256())) {
                continue;
            }
            if (bundle.symbolicName().equals(engine)) {
                exchanges.put(engine, Exchange.NEXT_START);
            } else if (inPlace(old, bundle)) {
                exchanges.put(bundle.symbolicName(), Exchange.IN_PLACE);
                restarted.addAll(dependentsOf(bundle.symbolicName()));
            } else {
                exchanges.put(bundle.symbolicName(), Exchange.BESIDE);
            }
        }
        // Who is restarted anyway need not be exchanged a second time.
        exchanges.replaceAll((name, exchange) ->
                exchange == Exchange.BESIDE && restarted.contains(name) ? Exchange.IN_PLACE : exchange);
        return exchanges;
    }

    /** Two that offer a package would split its users; two of one version the framework does not take. */
    private static boolean inPlace(BundleFacts old, BundleFacts bundle) {
        return old.inPlace()
                || bundle.inPlace()
                || bundle.fragment()
                || old.fragment()
                || !old.exports().isEmpty()
                || !bundle.exports().isEmpty()
                || old.version().equals(bundle.version());
    }

    private BundleChange change(BundleFacts bundle, Exchange exchange) {
        String name = bundle.symbolicName();
        BundleFacts old = running.get(name);
        String from = old == null ? "" : old.version().toString();
        Change change = old == null ? Change.NEW : exchange == null ? Change.SAME : Change.CHANGED;
        Exchange how = exchange == null ? Exchange.NONE : exchange;
        List<String> restarts = how == Exchange.IN_PLACE ? dependentsOf(name) : List.of();
        return new BundleChange(
                name, change, from, bundle.version().toString(), how, restarts, traffic(name, how, restarts));
    }

    private BundleChange gone(BundleFacts bundle) {
        String name = bundle.symbolicName();
        Exchange how = name.equals(engine) ? Exchange.NEXT_START : Exchange.IN_PLACE;
        List<String> restarts = how == Exchange.IN_PLACE ? dependentsOf(name) : List.of();
        return new BundleChange(
                name, Change.GONE, bundle.version().toString(), "", how, restarts, traffic(name, how, restarts));
    }

    private List<String> dependentsOf(String name) {
        return dependents.getOrDefault(name, Set.of()).stream().sorted().toList();
    }

    private static String traffic(String name, Exchange how, List<String> restarts) {
        boolean carries = carries(name) || restarts.stream().anyMatch(Planner::carries);
        if (how == Exchange.NONE || how == Exchange.NEXT_START || !carries) {
            return "NOTHING";
        }
        return how == Exchange.BESIDE ? "A MOMENT WITHOUT NEW CONNECTIONS" : "NO NEW CONNECTIONS WHILE IT IS AWAY";
    }

    private static boolean carries(String name) {
        return TRAFFIC.stream().anyMatch(name::startsWith);
    }

    /** What the bundles of the level need and none of them has. */
    private List<String> unmet(List<BundleFacts> wanted) {
        Map<String, List<Version>> offered = new HashMap<>();
        platform.forEach((name, versions) -> offered.put(name, new ArrayList<>(versions)));
        wanted.forEach(bundle -> bundle.exports()
                .forEach((name, versions) ->
                        offered.computeIfAbsent(name, n -> new ArrayList<>()).addAll(versions)));
        List<String> unmet = new ArrayList<>();
        for (BundleFacts bundle : wanted) {
            bundle.imports().stream()
                    .filter(need -> !need.name().startsWith("java."))
                    .filter(need -> offered.getOrDefault(need.name(), List.of()).stream()
                            .noneMatch(need.range()::includes))
                    .forEach(need -> unmet.add(bundle.symbolicName() + " NEEDS " + need.name() + " " + need.range()));
        }
        return unmet;
    }

    /** The packages that are offered now and will not be, or not in a way that suits who uses them now. */
    private List<String> broken(List<BundleFacts> wanted) {
        Map<String, Version> then = highest(wanted);
        List<String> broken = new ArrayList<>();
        new TreeMap<>(highest(running.values())).forEach((name, now) -> {
            Version version = then.get(name);
            if (version == null) {
                broken.add(name + " " + now + " IS GONE");
            } else if (version.getMajor() > now.getMajor()) {
                broken.add(name + " " + version + " DOES NOT SUIT WHO USES " + now);
            } else if (version.compareTo(now) < 0) {
                broken.add(name + " " + version + " IS LOWER THAN " + now);
            }
        });
        return broken;
    }

    private static Map<String, Version> highest(Iterable<BundleFacts> bundles) {
        Map<String, Version> highest = new HashMap<>();
        BinaryOperator<Version> higher = BinaryOperator.maxBy(Comparator.naturalOrder());
        bundles.forEach(bundle -> bundle.exports()
                .forEach((name, versions) -> versions.forEach(version -> highest.merge(name, version, higher))));
        return highest;
    }

    /** The names of the bundles that {@code plan} exchanges all at once, because some of them restart others. */
    static Set<String> together(UpgradePlan plan) {
        Set<String> restarted = plan.bundles().stream()
                .filter(b -> b.change() == Change.CHANGED)
                .flatMap(b -> b.restarts().stream())
                .collect(Collectors.toSet());
        return plan.bundles().stream()
                .filter(b -> b.change() == Change.CHANGED && b.exchange() == Exchange.IN_PLACE)
                .filter(b -> !b.restarts().isEmpty() || restarted.contains(b.symbolicName()))
                .map(BundleChange::symbolicName)
                .collect(Collectors.toSet());
    }
}
