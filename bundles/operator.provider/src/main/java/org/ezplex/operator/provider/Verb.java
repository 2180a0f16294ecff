// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.ezplex.operator.Role;

/** The operator's commands: what they are called, the role that each takes, and who does it. */
public enum Verb {
    NETSTAT(NetstatCommand.class, Usage.NETSTAT),
    DISPLAY(DisplayCommand.class, Usage.DISPLAY),
    VARY(VaryCommand.class, Usage.VARY),
    UPGRADE(UpgradeCommand.class, Usage.UPGRADE),
    MVS(MvsCommand.class, Usage.MVS);

    private static final String SCOPE = "ezplex:";

    private final Class<?> component;
    private final Command declared;
    private final String usage;

    Verb(Class<?> component, String usage) {
        this.component = component;
        this.declared = component.getAnnotation(Command.class);
        this.usage = usage;
    }

    /** The command that {@code name} names, in any case, with its scope or without. */
    public static Optional<Verb> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.startsWith(SCOPE) ? lower.substring(SCOPE.length()) : lower;
        return Stream.of(values())
                .filter(verb -> List.of(verb.declared.function()).contains(plain))
                .findFirst();
    }

    /** The command's long name. */
    public String word() {
        return declared.function()[0];
    }

    /** What it is for, one line. */
    public String purpose() {
        return Arrays.stream(component.getDeclaredMethods())
                .filter(method -> method.getName().equals(word()))
                .map((Method method) -> method.getAnnotation(Descriptor.class).value())
                .findFirst()
                .orElseThrow();
    }

    /** How it is entered. */
    public String usage() {
        return usage;
    }

    /** The least role with which there is anything to enter. */
    public Role least() {
        return declared.shows().length == 0 ? declared.role() : Role.DISPLAY;
    }

    /** The role that it takes with these operands. */
    public Role needs(List<String> operands) {
        return Usage.wanted(operands) || shows(operands) ? Role.DISPLAY : declared.role();
    }

    private boolean shows(List<String> operands) {
        // An MVS console's command comes as one word in quotes.
        String first = operands.isEmpty() ? "" : operands.get(0).strip().split("\\s+", 2)[0];
        return Stream.of(declared.shows()).anyMatch(word -> {
            int shortest = (int) word.chars().filter(Character::isUpperCase).count();
            return Keywords.is(first, word.toUpperCase(Locale.ROOT), shortest);
        });
    }

    /** Does it. */
    void run(Operator operator, List<String> operands, PrintStream out) {
        switch (this) {
            case NETSTAT -> operator.netstat(operands, out);
            case DISPLAY -> operator.display(operands, out);
            case VARY -> operator.vary(operands, out);
            case UPGRADE -> operator.upgrade(operands, out);
            case MVS -> operator.mvs(operands, out);
        }
    }
}
