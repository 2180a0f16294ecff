// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/** The kinds of frames that are counted, as forwarders are measured with since Maglev; the last leaves the most behind. */
enum Traffic {
    /** Segments of many connections, turn about. */
    MANY_FLOWS("many flows", "manyFlows"),
    /** Segments of one connection. */
    ONE_FLOW("one flow", "oneFlow"),
    /** The first segments of connections that go no further. */
    SYN("SYN", "syn");

    private final String label;
    private final String key;

    Traffic(String label, String key) {
        this.label = label;
        this.key = key;
    }

    /** As it is called in the table. */
    String label() {
        return label;
    }

    /** As it is called in JSON. */
    String key() {
        return key;
    }
}
