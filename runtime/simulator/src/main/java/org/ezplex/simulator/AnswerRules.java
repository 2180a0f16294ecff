// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.xcf.Standing;

/** One stack that answers on the LAN for a DVIPA. */
final class AnswerRules {
    private static final long TWO_ANSWER = 2 * Agenda.MILLISECOND;

    private final World world;
    private final Verdict verdict;
    private final Knowledge knowledge;
    private final Map<String, Long> bothAnswer = new HashMap<>();
    private final Set<String> strangers = new HashSet<>();

    AnswerRules(World world, Verdict verdict, Knowledge knowledge) {
        this.world = world;
        this.verdict = verdict;
        this.knowledge = knowledge;
    }

    /** After each step. */
    void check(IpAddress dvipa) {
        List<Host> hosts = world.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            for (int j = i + 1; j < hosts.size(); j++) {
                pair(dvipa, hosts.get(i), hosts.get(j));
            }
        }
    }

    private static boolean answers(Host host, IpAddress dvipa) {
        return host.life() != null
                && host.life().adapter().answers(dvipa)
                && host.life().acts();
    }

    private void pair(IpAddress dvipa, Host a, Host b) {
        boolean both = answers(a, dvipa) && answers(b, dvipa);
        if (!both && bothAnswer.isEmpty() && strangers.isEmpty()) {
            return;
        }
        String pair = dvipa + " " + a.number() + " " + b.number();
        if (!both) {
            strangers.remove(pair);
            bothAnswer.remove(pair);
        } else if (!knowledge.hear(a, b, 0)) {
            strangers.add(pair);
            knowledge.tornApart(dvipa);
            bothAnswer.remove(pair);
        } else {
            if (!bothAnswer.containsKey(pair) && knowledge.couldNotKnow(a, b)) {
                strangers.add(pair);
                knowledge.tornApart(dvipa);
            }
            twoAnswer(pair, dvipa, a, b);
        }
    }

    /** Two halves tell each other on the LAN what they have. */
    private static boolean half(Host host) {
        return host.life().vipa().state().membership().standing() == Standing.HALF;
    }

    private void twoAnswer(String pair, IpAddress dvipa, Host a, Host b) {
        boolean excused = strangers.contains(pair);
        long now = world.agenda().now();
        if (excused && knowledge.apart(a, b) && !(half(a) && half(b) && knowledge.hear(a, b, Knowledge.HEALED))) {
            bothAnswer.put(pair, now);
            return;
        }
        long since = bothAnswer.computeIfAbsent(pair, p -> now);
        if (now - since > (excused ? Knowledge.HEALED : TWO_ANSWER)) {
            verdict.broken(
                    Rule.ONE_STACK_ANSWERS,
                    Names.system(a.number()) + " and " + Names.system(b.number()) + " both answer for " + dvipa
                            + " for " + (now - since) / 1000 + " ms");
        }
    }
}
