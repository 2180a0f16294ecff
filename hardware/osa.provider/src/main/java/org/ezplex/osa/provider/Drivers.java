// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicException;
import org.osgi.framework.Constants;

/** The NIC drivers that an adapter may choose from: the best one that can opens its interface. */
final class Drivers {
    private static final Comparator<Map.Entry<Map<String, Object>, NicDriver>> BEST_FIRST =
            Comparator.comparingInt(service -> -ranking(service.getKey()));

    /** One of them, and what it is called. */
    record Choice(String name, NicDriver driver) {}

    private final List<Choice> choices;

    /** The services that are there, with their properties. */
    Drivers(List<Map.Entry<Map<String, Object>, NicDriver>> services) {
        choices = services.stream()
                .sorted(BEST_FIRST)
                .map(service -> new Choice(String.valueOf(service.getKey().get("nic.driver")), service.getValue()))
                .toList();
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    boolean has(NicDriver driver) {
        return choices.stream().anyMatch(choice -> choice.driver() == driver);
    }

    /** Whether there is one that goes before a driver, but for these. */
    boolean hasBetterThan(NicDriver driver, Set<NicDriver> unfit) {
        return choices.stream()
                .map(Choice::driver)
                .takeWhile(better -> better != driver)
                .anyMatch(better -> !unfit.contains(better));
    }

    /**
     * Tries one after the other.
     *
     * @param open opens the interface by one, or throws a {@link NicException}
     * @param passedOver hears of each that could not, and why, once another could
     * @throws NicException the best one's, if none can
     */
    <T> T first(Function<Choice, T> open, BiConsumer<Choice, NicException> passedOver) {
        List<NicException> failures = new ArrayList<>();
        for (Choice choice : choices) {
            try {
                T opened = open.apply(choice);
                for (int i = 0; i < failures.size(); i++) {
                    passedOver.accept(choices.get(i), failures.get(i));
                }
                return opened;
            } catch (NicException e) {
                failures.add(e);
            }
        }
        throw failures.isEmpty() ? new NicException("there is no NIC driver") : failures.get(0);
    }
}
