// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.nio.ByteBuffer;
import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.system.OperatorLine;
import org.ezplex.vipa.provider.core.VipaList;
import org.ezplex.xcf.XcfGroup;

/** Sends VIPA lists. Used on the event loop only. */
final class ListSender {
    private final XcfGroup group;
    private final OperatorLine operator;
    private long generation;

    ListSender(XcfGroup group, OperatorLine operator) {
        this.group = group;
        this.operator = operator;
    }

    void broadcast(VipaList list) {
        VipaListParts.of(list, XcfGroup.MAX_MESSAGE)
                .cut()
                .forEach((dvipa, entries) -> operator.issue(Message.EZX5008E, entries, dvipa));
        encode(list).forEach(group::broadcast);
    }

    void send(String member, VipaList list) {
        encode(list).forEach(message -> group.send(member, message));
    }

    void request() {
        group.broadcast(VipaListCodec.request());
    }

    private List<ByteBuffer> encode(VipaList list) {
        return VipaListCodec.encode(list, ++generation, XcfGroup.MAX_MESSAGE);
    }
}
