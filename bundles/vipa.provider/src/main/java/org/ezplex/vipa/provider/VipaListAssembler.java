// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.vipa.provider.core.VipaList;

/** Puts the parts of VIPA lists together again, a list of each member at a time; parts come in order. */
final class VipaListAssembler {
    private final Map<String, Partial> partials = new HashMap<>();

    private record Partial(long generation, List<VipaClaim> claims, int next) {}

    /** Takes a part; the whole list once its last part is there. A part that does not follow its predecessor is dropped. */
    Optional<VipaList> take(String member, VipaListCodec.Part part) {
        Partial before =
                part.number() == 0 ? new Partial(part.generation(), new ArrayList<>(), 0) : partials.get(member);
        partials.remove(member);
        if (before == null || before.generation() != part.generation() || before.next() != part.number()) {
            return Optional.empty();
        }
        before.claims().addAll(part.list().claims());
        if (part.number() + 1 == part.parts()) {
            return Optional.of(new VipaList(part.list().stack(), before.claims()));
        }
        partials.put(member, new Partial(before.generation(), before.claims(), before.next() + 1));
        return Optional.empty();
    }

    void forget(String member) {
        partials.remove(member);
    }
}
