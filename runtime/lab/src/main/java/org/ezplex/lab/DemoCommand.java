// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;

final class DemoCommand {
    private DemoCommand() {}

    static int run(List<String> line) {
        return line.size();
    }
}
