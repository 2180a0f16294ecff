// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashMap;
import java.util.Map;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.provider.core.Holding;

/** One owner for each epoch. */
final class OwnerRules {
    private final Verdict verdict;
    private final Knowledge knowledge;
    private final Map<String, Reign> reigns = new HashMap<>();

    private record Reign(Life life, long epoch) {}

    OwnerRules(Verdict verdict, Knowledge knowledge) {
        this.verdict = verdict;
        this.knowledge = knowledge;
    }

    /** A system has become the owner of a DVIPA. */
    void reigns(Life life, IpAddress dvipa, long epoch) {
        Reign earlier = reigns.put(dvipa + " " + epoch, new Reign(life, epoch));
        if (earlier != null
                && earlier.life() != life
                && stillReigns(earlier, dvipa)
                && !knowledge.couldNotKnow(life.host(), earlier.life().host())) {
            verdict.broken(
                    Rule.ONE_OWNER_PER_EPOCH,
                    Names.system(life.number()) + " owns " + dvipa + " in epoch " + epoch + ", as "
                            + Names.system(earlier.life().number()) + " does");
        }
    }

    private static boolean stillReigns(Reign reign, IpAddress dvipa) {
        Holding holding = reign.life().vipa().state().holdings().get(dvipa);
        return reign.life().acts() && holding != null && holding.owns() && holding.epoch() == reign.epoch();
    }
}
