// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.ServiceManager;
import org.ezplex.system.Message;

/** VIPASMPARMS, parameters in any order. */
final class VipaSmParmsStatement implements Statement {
    private static final Keyword SMMCAST = Keyword.of("SMMCAST");
    private static final Keyword SMPORT = Keyword.of("SMPORT");
    private static final Keyword SMPASS = Keyword.of("SMPASS");

    private final Args args;
    private final Draft draft;
    private final VipaDynamicBlock block;

    VipaSmParmsStatement(Args args, Draft draft, VipaDynamicBlock block) {
        this.args = args;
        this.draft = draft;
        this.block = block;
    }

    @Override
    public void parse(Token name) {
        ServiceManager base = draft.serviceManager.orElse(new ServiceManager(Optional.empty(), 0, false));
        Optional<IpAddress> group = base.group();
        int port = base.port();
        boolean password = base.password();
        do {
            if (args.accept(SMMCAST)) {
                Token token = args.peek();
                group = Optional.of(args.ipv4("A MULTICAST ADDRESS"));
                if (!group.get().isMulticast()) {
                    throw StatementError.rejected(Message.EZX1004E, token, "A MULTICAST ADDRESS");
                }
            } else if (args.accept(SMPORT)) {
                port = args.number(1, 65535);
            } else if (args.accept(SMPASS)) {
                args.name("A PASSWORD", 64);
                password = true;
            } else {
                throw Args.unexpected(args.peek(), "SMMCAST, SMPORT OR SMPASS", List.of(SMMCAST, SMPORT, SMPASS));
            }
        } while (args.nextIs(SMMCAST) || args.nextIs(SMPORT) || args.nextIs(SMPASS));
        block.expectEnd("SMMCAST, SMPORT, SMPASS");
        draft.serviceManager = Optional.of(new ServiceManager(group, port, password));
    }
}
