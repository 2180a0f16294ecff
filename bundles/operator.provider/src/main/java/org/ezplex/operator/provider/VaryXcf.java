// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import org.ezplex.system.Message;
import org.ezplex.xcf.XcfGroup;

/** VARY XCF: the key of the group. */
final class VaryXcf {
    private final Parts parts;

    VaryXcf(Parts parts) {
        this.parts = parts;
    }

    Vary.Outcome run(Words words) {
        if (!words.take("ROTATE", 3)) {
            throw words.unknown(words.next("ROTATE"));
        }
        words.end();
        if (parts.xcfGroups().stream().noneMatch(XcfGroup::renewKey)) {
            throw refused(Message.EZX2024E);
        }
        String command = "VARY XCF,ROTATE";
        parts.hardcopy().issue(Message.EZX7006I, command);
        return new Vary.Outcome(Message.EZX7006I + " " + Message.EZX7006I.text(command) + "\n", true);
    }

    private CommandFailure refused(Message message) {
        parts.hardcopy().issue(message);
        return CommandFailure.failed(message + " " + message.text(), message.response());
    }
}
