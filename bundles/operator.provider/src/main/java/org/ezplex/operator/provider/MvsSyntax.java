// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The commands as an MVS console takes them: one string, operands with commas, the same functions behind. */
final class MvsSyntax {
    private static final String USAGE = "USAGE: " + Usage.MVS;

    private final String tcpname;

    /** @param tcpname the one stack that may be named */
    MvsSyntax(String tcpname) {
        this.tcpname = tcpname;
    }

    /** The words of the noun's own function, the function first. */
    List<String> translate(String command) {
        String[] verbAndRest = command.strip().split("\\s+", 2);
        String verb = verbAndRest[0].toUpperCase(Locale.ROOT);
        List<String> operands = verbAndRest.length == 1
                ? List.of()
                : List.of(verbAndRest[1].strip().split("\\s*,\\s*", -1));
        boolean display = verb.equals("D") || verb.equals("DISPLAY");
        if (!display && !verb.equals("V") && !verb.equals("VARY")) {
            throw CommandFailure.usage("UNKNOWN COMMAND " + verbAndRest[0], USAGE);
        }
        Words words = new Words(operands, USAGE);
        if (display && words.take("XCF", 3)) {
            return joined("display", "xcf", operandsOf(words));
        }
        if (!words.take("TCPIP", 5)) {
            throw words.unknown(words.next("TCPIP"));
        }
        checkStack(words);
        return display ? display(words) : joined("vary", "", operandsOf(words));
    }

    private void checkStack(Words words) {
        String stack = words.next("STACK, OR NOTHING BETWEEN TWO COMMAS,");
        if (!stack.isEmpty() && !stack.equalsIgnoreCase(tcpname)) {
            throw CommandFailure.failed("THERE IS NO STACK " + stack + " ON THIS SYSTEM", "its stack is " + tcpname);
        }
    }

    private static List<String> display(Words words) {
        if (words.take("NETSTAT", 3)) {
            return joined("netstat", "", operandsOf(words));
        }
        if (words.take("SYSPLEX", 3)) {
            return joined("display", "sysplex", operandsOf(words));
        }
        if (words.take("OSAINFO", 3)) {
            return joined("display", "osainfo", operandsOf(words));
        }
        if (words.take("PROFILE", 4)) {
            return joined("display", "profile", operandsOf(words));
        }
        throw words.unknown(words.next("NETSTAT, SYSPLEX, OSAINFO OR PROFILE"));
    }

    private static List<String> joined(String function, String noun, List<String> rest) {
        List<String> words = new ArrayList<>();
        words.add(function);
        if (!noun.isEmpty()) {
            words.add(noun);
        }
        words.addAll(rest);
        return words;
    }

    /** Splits {@code KEY=value} into two words; the key is left out where the functions expect the value alone. */
    private static List<String> operandsOf(Words words) {
        List<String> rest = new ArrayList<>();
        for (String operand : words.remaining()) {
            int equals = operand.indexOf('=');
            String key = equals < 0 ? "" : operand.substring(0, equals).toUpperCase(Locale.ROOT);
            String value = operand.substring(equals + 1);
            if (equals >= 0 && !key.equals("INTFNAME") && !key.equals("DSN")) {
                rest.add(key);
            }
            rest.add(value.replaceAll("^'(.*)'$", "$1"));
        }
        return rest;
    }
}
