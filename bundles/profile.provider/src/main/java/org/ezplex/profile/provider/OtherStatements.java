// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import java.util.Map;
import org.ezplex.system.Message;

/** Statements that are known, skipped as a whole, and mentioned. */
final class OtherStatements {
    private static final List<String> PLAIN = List.of(
            "TCPCONFIG",
            "UDPCONFIG",
            "SACONFIG",
            "SMFCONFIG",
            "SMFPARMS",
            "NETMONITOR",
            "PKTTRACE",
            "OSAENTA",
            "PRIMARYINTERFACE",
            "GATEWAY",
            "TNSACONFIG",
            "TINYGRAM");
    private static final List<String> ONE_ARGUMENT =
            List.of("SOMAXCONN", "ARPAGE", "DATASETPREFIX", "KEEPALIVE", "LASTACK");
    private static final Map<String, String> BLOCKS = Map.of(
            "KEEPALIVEOPTIONS", "ENDKEEPALIVEOPTIONS",
            "NETACCESS", "ENDNETACCESS",
            "DEFADDRTABLE", "ENDDEFADDRTABLE",
            "IPSEC", "ENDIPSEC",
            "ASSORTEDPARMS", "ENDASSORTEDPARMS",
            "TELNETGLOBALS", "ENDTELNETGLOBALS",
            "TELNETPARMS", "ENDTELNETPARMS",
            "BEGINVTAM", "ENDVTAM");

    private final Args args;
    private final Diagnostics diagnostics;
    private final Lists lists;

    OtherStatements(Args args, Diagnostics diagnostics, Lists lists) {
        this.args = args;
        this.diagnostics = diagnostics;
        this.lists = lists;
    }

    void addTo(Statements statements) {
        PLAIN.forEach(name -> statements.with(name, this::plain));
        ONE_ARGUMENT.forEach(name -> statements.with(name, this::oneArgument));
        BLOCKS.forEach((name, end) -> statements.list(name, end, token -> block(token, Keyword.of(end))));
        // Their first arguments may be names of statements.
        statements.with("ITRACE", this::afterTwo);
        statements.with("DELETE", this::afterTwo);
    }

    private void plain(Token name) {
        lists.skipToStatement();
        mention(name);
    }

    private void oneArgument(Token name) {
        args.next();
        plain(name);
    }

    private void afterTwo(Token name) {
        args.next();
        args.next();
        plain(name);
    }

    private void block(Token name, Keyword end) {
        if (lists.skipBehind(end)) {
            mention(name);
        } else {
            diagnostics.report(Message.EZX1006E, name, end, "REST OF THE FILE IGNORED");
        }
    }

    private void mention(Token name) {
        diagnostics.report(Message.EZX1014I, name);
    }
}
