// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The DVIPAs of this stack. Safe for any thread; reports are snapshots. */
@ProviderType
public interface VipaManager {
    /** This stack. */
    StackInfo self();

    /** Every active stack of the sysplex that has introduced itself, this one included, ordered by member name. */
    List<StackInfo> stacks();

    /** The DVIPAs on this stack, ordered by address. */
    List<Dvipa> dvipas();

    /** The DVIPAs of the sysplex, ordered by address. */
    List<SysplexDvipa> sysplex();

    /** Adds a listener; it is told of the present state first. Closed by the returned handle. */
    AutoCloseable subscribe(VipaListener listener);
}
