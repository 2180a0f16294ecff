// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ezplex.distributor.DistributorException;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;
import org.ezplex.vipa.VipaException;

/** VARY SYSPLEX: this stack's membership, its DVIPAs, its servers. */
final class VarySysplex {
    private final Parts parts;

    VarySysplex(Parts parts) {
        this.parts = parts;
    }

    Vary.Outcome run(Words entered) {
        Words words = separated(entered);
        try {
            if (words.take("LEAVEGROUP", 5)) {
                return membership(words, "LEAVEGROUP", () -> parts.vipa().leaveGroup());
            }
            if (words.take("JOINGROUP", 4)) {
                return membership(words, "JOINGROUP", () -> parts.vipa().joinGroup());
            }
            if (words.take("DEACTIVATE", 5)) {
                return deactivate(words);
            }
            if (words.take("REACTIVATE", 5)) {
                return reactivate(words);
            }
            if (words.take("QUIESCE", 3)) {
                return quiesce(words);
            }
            if (words.take("RESUME", 6)) {
                return resume(words);
            }
        } catch (VipaException e) {
            throw refused(e.id(), e.inserts());
        } catch (DistributorException e) {
            throw refused(e.id(), e.inserts());
        }
        throw words.unknown(words.next("WHAT TO DO IN THE SYSPLEX"));
    }

    /** {@code PORT=80,JOBNAME=J} and {@code PORT 80 JOBNAME J} are the same words. */
    private static Words separated(Words entered) {
        List<String> words = new ArrayList<>();
        for (String word : entered.remaining()) {
            for (String operand : word.split(",", -1)) {
                words.addAll(Arrays.asList(operand.split("=", 2)));
            }
        }
        return entered.withRest(words);
    }

    private Vary.Outcome membership(Words words, String what, Runnable request) {
        words.end();
        request.run();
        return accepted(what);
    }

    private Vary.Outcome deactivate(Words words) {
        IpAddress dvipa = dvipa(words);
        boolean elsewhere = parts.vipa().deactivate(dvipa);
        Vary.Outcome accepted = accepted("DEACTIVATE,DVIPA=" + dvipa);
        if (elsewhere) {
            return accepted;
        }
        parts.hardcopy().issue(Message.EZX5015E, dvipa);
        return new Vary.Outcome(accepted.text() + said(Message.EZX5015E, dvipa).text(), true);
    }

    private Vary.Outcome reactivate(Words words) {
        IpAddress dvipa = dvipa(words);
        parts.vipa().reactivate(dvipa);
        return accepted("REACTIVATE,DVIPA=" + dvipa);
    }

    private static IpAddress dvipa(Words words) {
        words.take("DVIPA", 5);
        IpAddress dvipa = ReportOptions.address(words);
        words.end();
        return dvipa;
    }

    /** The VIPA manager has not done it yet when it returns, and says itself what comes of it. */
    private Vary.Outcome accepted(String what) {
        String command = "VARY SYSPLEX," + what;
        parts.hardcopy().issue(Message.EZX7006I, command);
        return said(Message.EZX7006I, command);
    }

    /** The distributor has issued its messages itself, so they are only printed here. */
    private Vary.Outcome quiesce(Words words) {
        QuiesceTarget what = ServerOperands.read(words);
        boolean named = parts.distribution().quiesce(what);
        String done = said(Message.EZX6010I, what).text();
        return new Vary.Outcome(
                named ? done : done + said(Message.EZX6016I, what).text(), true);
    }

    private Vary.Outcome resume(Words words) {
        QuiesceTarget what = ServerOperands.read(words);
        parts.distribution().resume(what);
        return said(Message.EZX6011I, what);
    }

    private static Vary.Outcome said(Message message, Object insert) {
        return new Vary.Outcome(message.name() + " " + message.text(insert) + "\n", true);
    }

    private CommandFailure refused(Message message, List<Object> inserts) {
        Object[] all = inserts.toArray();
        parts.hardcopy().issue(message, all);
        return CommandFailure.failed(message.name() + " " + message.text(all), message.response());
    }
}
