// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Locale;

/** How reports write a distribution method. */
final class MethodNames {
    private MethodNames() {}

    /** The letter of the Flg column. */
    static String letter(String keyword) {
        return keyword.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    /** The word of the long layout. */
    static String word(String keyword) {
        return switch (keyword.toUpperCase(Locale.ROOT)) {
            case "BASEWLM" -> "BaseWLM";
            case "SERVERWLM" -> "ServerWLM";
            case "ROUNDROBIN" -> "Roundrobin";
            case "WEIGHTEDACTIVE" -> "WeightedActive";
            case "HOTSTANDBY" -> "HotStandby";
            case "TARGCONTROLLED" -> "TargCtrl";
            default -> keyword;
        };
    }
}
