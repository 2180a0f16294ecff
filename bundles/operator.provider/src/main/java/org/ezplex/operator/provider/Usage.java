// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.stream.Stream;
import org.ezplex.operator.Role;

/** The usage lines of the commands; also what completion offers. */
public final class Usage {
    static final String NETSTAT = "netstat vipadcfg|vipadyn|vdpt|vcrt|home|conn|devlinks|srcip"
            + " [detail] [ip A] [port N] [max N|all] [--json]";
    static final String DISPLAY =
            "display xcf group [NAME] | sysplex vipadyn|group|ports|monitor|quiesced | osainfo [IF] | distributor"
                    + " | profile history [N] | profile compare N [M] | messages [N] [detail] [ip A] [max N|all] [--json]";
    static final String VARY = "vary obeyfile FILE [confirm SECONDS] | syntaxcheck FILE"
            + " | profile rollback N [confirm SECONDS] | confirm | sysplex leavegroup|joingroup"
            + " | sysplex deactivate|reactivate DVIPA"
            + " | sysplex quiesce|resume target|port=N[,jobname=J]|jobname=J"
            + " | xcf rotate";
    static final String UPGRADE = "upgrade plan FILE [detail] | apply FILE | stage FILE | status [sysplex] | rollback"
            + " | sysplex [plan] FILE | sysplex rollback [--json]";
    static final String MVS =
            "mvs 'D TCPIP,,NETSTAT,report' | 'D TCPIP,,SYSPLEX,VIPADYN|GROUP|PORTS|MONITOR|QUIESCED' |"
                    + " 'D TCPIP,,OSAINFO[,INTFNAME=IF]' | 'D TCPIP,,PROFILE,HISTORY[,N]' | 'D XCF,GROUP[,NAME]' |"
                    + " 'V TCPIP,,OBEYFILE,FILE[,CONFIRM=SECONDS]' | 'V TCPIP,,SYNTAXCHECK,FILE' |"
                    + " 'V TCPIP,,PROFILE,ROLLBACK,N[,CONFIRM=SECONDS]' | 'V TCPIP,,CONFIRM' |"
                    + " 'V TCPIP,,SYSPLEX,LEAVEGROUP|JOINGROUP' | 'V TCPIP,,SYSPLEX,DEACTIVATE|REACTIVATE,DVIPA=A' |"
                    + " 'V TCPIP,,SYSPLEX,QUIESCE|RESUME,TARGET|PORT=N[,JOBNAME=J]|JOBNAME=J'";

    private static final List<String> OPTIONS = List.of("detail", "ip", "port", "max", "--json");

    private Usage() {}

    /** What {@code words} asks for if it asks for help. */
    static boolean wanted(List<String> words) {
        return words.stream().anyMatch(word -> word.equals("--help") || word.equals("-?"));
    }

    /** The words that may follow and that {@code role} may enter. */
    public static List<String> completions(Role role, List<String> words) {
        if (words.isEmpty()) {
            return completions(words).stream()
                    .filter(word -> Verb.named(word)
                            .map(Verb::least)
                            .map(role::includes)
                            .orElse(true))
                    .toList();
        }
        return Verb.named(words.get(0))
                .map(verb -> completions(words).stream()
                        .filter(word -> role.includes(verb.needs(operands(words, word))))
                        .toList())
                .orElseGet(() -> completions(words));
    }

    /** The operands of {@code words} and one more. */
    private static List<String> operands(List<String> words, String next) {
        return Stream.concat(words.stream().skip(1), Stream.of(next)).toList();
    }

    /** The words that may follow {@code words} on a command line. */
    static List<String> completions(List<String> words) {
        if (words.isEmpty()) {
            return List.of("netstat", "display", "vary", "upgrade", "mvs", "help", "exit");
        }
        return switch (words.get(0).replaceFirst("^ezplex:", "")) {
            case "netstat" ->
                words.size() == 1
                        ? List.of("vipadcfg", "vipadyn", "vdpt", "vcrt", "home", "conn", "devlinks", "srcip", "--help")
                        : OPTIONS;
            case "display", "d" -> display(words.subList(1, words.size()));
            case "vary", "v" -> vary(words.subList(1, words.size()));
            case "upgrade" -> upgrade(words.subList(1, words.size()));
            default -> List.of();
        };
    }

    private static List<String> upgrade(List<String> words) {
        if (words.isEmpty()) {
            return List.of("plan", "apply", "stage", "status", "rollback", "sysplex", "--help");
        }
        return switch (words.size() == 1 ? words.get(0) : "") {
            case "status" -> List.of("sysplex", "--json");
            case "sysplex" -> List.of("plan", "rollback");
            default -> List.of("detail", "--json");
        };
    }

    private static List<String> vary(List<String> words) {
        if (words.isEmpty()) {
            return List.of("obeyfile", "syntaxcheck", "profile", "confirm", "sysplex", "xcf", "--help");
        }
        boolean rollback = words.get(0).equals("profile");
        if (rollback && words.size() == 1) {
            return List.of("rollback");
        }
        // A file or a number comes first.
        if (words.size() == (rollback ? 3 : 2) && List.of("profile", "obeyfile").contains(words.get(0))) {
            return List.of("confirm");
        }
        if (words.equals(List.of("xcf"))) {
            return List.of("rotate");
        }
        if (!words.get(0).equals("sysplex")) {
            return List.of();
        }
        if (words.size() == 1) {
            return List.of("leavegroup", "joingroup", "deactivate", "reactivate", "quiesce", "resume");
        }
        return words.size() == 2 && List.of("quiesce", "resume").contains(words.get(1))
                ? List.of("target", "port", "jobname")
                : List.of();
    }

    private static List<String> display(List<String> words) {
        if (words.isEmpty()) {
            return List.of("xcf", "sysplex", "osainfo", "distributor", "profile", "messages", "--help");
        }
        return switch (words.size() == 1 ? words.get(0) : "") {
            case "xcf" -> List.of("group");
            case "profile" -> List.of("history", "compare");
            case "sysplex" -> List.of("vipadyn", "group", "ports", "monitor", "quiesced");
            default -> OPTIONS;
        };
    }
}
