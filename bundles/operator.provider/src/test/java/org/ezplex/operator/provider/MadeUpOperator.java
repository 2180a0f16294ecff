// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.file.Path;
import java.util.List;
import org.apache.felix.service.threadio.ThreadIO;

/** The operator's commands of a system of one's own making, for tests of consoles. */
public final class MadeUpOperator {
    private final FakeParts parts;
    private final OperatorService service;

    public MadeUpOperator(Path home, ThreadIO threadIo) {
        parts = Samples.v4(home);
        service = new Console(parts).service(threadIo, System.err);
    }

    public OperatorService service() {
        return service;
    }

    /** What commands have asked of the system. */
    public List<String> asked() {
        return parts.asked;
    }
}
