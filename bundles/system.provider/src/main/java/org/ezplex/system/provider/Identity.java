// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who the system is, worked out from what was configured; what was configured wrongly falls back and is told as a problem,
 * because a system that comes up under a default name can be seen and mended, one that does not come up cannot.
 *
 * @param sysname 1 to 8 characters
 * @param sysclone 1 or 2 characters
 * @param sysplex 1 to 8 characters
 * @param tcpname 1 to 8 characters
 * @param symbols static system symbols without the ampersand
 * @param problems what was refused, each with what is used in its place
 */
record Identity(
        String sysname,
        String sysclone,
        String sysplex,
        String tcpname,
        Map<String, String> symbols,
        List<Problem> problems) {
    private static final Pattern NAME = Pattern.compile("[A-Z$#@][A-Z0-9$#@]{0,7}");
    private static final Pattern CLONE = Pattern.compile("[A-Z0-9$#@]{1,2}");
    /** A symbol's text is put in place of its name in profiles, so nothing but printable ASCII gets in. */
    private static final Pattern SYMBOL_TEXT = Pattern.compile("[ -~]{0,64}");

    private static final String DEFAULT_SYSPLEX = "EZPLEX1";
    private static final String DEFAULT_TCPNAME = "TCPIP";
    private static final int MOST_SYMBOLS = 1000;

    /** A refused setting. */
    record Problem(String attribute, String value, String used) {}

    /** What was configured; an empty text means not configured. */
    record Wanted(String sysname, String sysclone, String sysplex, String tcpname, List<String> symbols) {}

    static Identity of(Wanted wanted, String hostName) {
        List<Problem> problems = new ArrayList<>();
        String sysname = checked("sysname", wanted.sysname(), NAME, fromHost(hostName), problems);
        String sysclone = checked("sysclone", wanted.sysclone(), CLONE, lastTwo(sysname), problems);
        String sysplex = checked("sysplex", wanted.sysplex(), NAME, DEFAULT_SYSPLEX, problems);
        String tcpname = checked("tcpname", wanted.tcpname(), NAME, DEFAULT_TCPNAME, problems);
        Map<String, String> symbols = new LinkedHashMap<>();
        for (String definition : wanted.symbols()) {
            define(definition, symbols, problems);
        }
        symbols.put("SYSNAME", sysname);
        symbols.put("SYSCLONE", sysclone);
        symbols.put("SYSPLEX", sysplex);
        return new Identity(
                sysname, sysclone, sysplex, tcpname, Collections.unmodifiableMap(symbols), List.copyOf(problems));
    }

    /** The host's own name without its domain, upper case, only what a z/OS name may have, cut to eight. */
    static String fromHost(String hostName) {
        int dot = hostName.indexOf('.');
        String first = dot < 0 ? hostName : hostName.substring(0, dot);
        String name = first.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (name.isEmpty()) {
            return "SYS1";
        }
        String led = Character.isDigit(name.charAt(0)) ? "S" + name : name;
        return led.substring(0, Math.min(8, led.length()));
    }

    private static String lastTwo(String sysname) {
        return sysname.substring(Math.max(0, sysname.length() - 2));
    }

    private static String checked(
            String attribute, String wanted, Pattern form, String otherwise, List<Problem> problems) {
        String value = wanted.strip().toUpperCase(Locale.ROOT);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (form.matcher(value).matches()) {
            return value;
        }
        problems.add(new Problem(attribute, wanted, otherwise));
        return otherwise;
    }

    private static void define(String definition, Map<String, String> symbols, List<Problem> problems) {
        int equals = definition.indexOf('=');
        String name = definition.substring(0, Math.max(0, equals)).strip().toUpperCase(Locale.ROOT);
        String text = definition.substring(equals + 1).strip();
        boolean good = NAME.matcher(name).matches() && SYMBOL_TEXT.matcher(text).matches();
        if (good && symbols.size() < MOST_SYMBOLS) {
            symbols.put(name, text);
        } else {
            problems.add(new Problem("symbols", definition, "nothing"));
        }
    }
}
