// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import java.util.List;

/** What worked before does not work with the new level. */
final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    ExchangeException(List<String> ills) {
        super(String.join(", ", ills));
    }
}
