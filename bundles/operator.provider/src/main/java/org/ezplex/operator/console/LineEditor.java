// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.Widget;

/** What a line editor may not do at a console: keep what is entered without end in the heap that all share, and lead out of the console. */
final class LineEditor {
    /** Characters of a line, as at a terminal of Linux. */
    static final int LONGEST = 4096;

    /** How often one key may be repeated by a number before it. */
    private static final int MOST_REPEATED = 100;

    /** The first collects a paste until its end; the others run an editor or take what is no key. */
    private static final Set<String> TAKEN_AWAY = Set.of(
            LineReader.BEGIN_PASTE,
            LineReader.EDIT_AND_EXECUTE_COMMAND,
            LineReader.EXECUTE_NAMED_CMD,
            LineReader.READ_COMMAND,
            LineReader.RECURSIVE_EDIT);

    private LineEditor() {}

    /** Takes that away from {@code reader}. A line that is too long ends its input. */
    static void confine(LineReader reader) {
        reader.setVariable(LineReader.MAX_REPEAT_COUNT, MOST_REPEATED);
        reader.unsetOpt(LineReader.Option.BRACKETED_PASTE);
        // It keeps a copy of the line for each key.
        reader.setOpt(LineReader.Option.DISABLE_UNDO);
        reader.getKeyMaps().values().forEach(LineEditor::confine);
        TAKEN_AWAY.forEach(reader.getWidgets()::remove);
        reader.getWidgets().replaceAll((name, widget) -> bounded(reader, widget));
    }

    private static void confine(KeyMap<Binding> keys) {
        for (Map.Entry<String, Binding> key :
                new ArrayList<>(keys.getBoundKeys().entrySet())) {
            if (key.getValue() instanceof Reference reference && TAKEN_AWAY.contains(reference.name())) {
                keys.unbind(key.getKey());
            }
        }
    }

    private static Widget bounded(LineReader reader, Widget widget) {
        return () -> {
            if (reader.getBuffer().length() > LONGEST) {
                throw new EndOfFileException("A LINE HAS " + LONGEST + " CHARACTERS AT MOST");
            }
            return widget.apply();
        };
    }
}
