// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;

/** Keeps what it was told, as text. */
final class RecordingListener implements XcfListener {
    final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void joined(XcfMember member) {
        told.add("joined " + member.system() + text(" ", member.userState()));
    }

    @Override
    public void userStateChanged(XcfMember member) {
        told.add("state " + member.system() + text(" ", member.userState()));
    }

    @Override
    public void gone(XcfMember member) {
        told.add("gone " + member.system() + " " + member.state());
    }

    @Override
    public void message(XcfMember sender, ByteBuffer message) {
        told.add(sender.system() + text(": ", message));
    }

    private static String text(String before, ByteBuffer bytes) {
        return bytes.hasRemaining() ? before + StandardCharsets.UTF_8.decode(bytes.duplicate()) : "";
    }
}
