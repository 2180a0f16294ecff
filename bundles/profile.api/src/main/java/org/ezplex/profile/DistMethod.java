// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

/** DISTMETHOD with the options each method has. */
public sealed interface DistMethod {
    /** The keyword. */
    String keyword();

    /**
     * Weighted by WLM system weights; the default.
     *
     * @param cp PROCTYPE CP 0 to 99
     * @param zaap PROCTYPE ZAAP 0 to 99
     * @param ziip PROCTYPE ZIIP 0 to 99
     */
    record BaseWlm(int cp, int zaap, int ziip) implements DistMethod {
        /** PROCTYPE CP 1 ZAAP 0 ZIIP 0. */
        public static final BaseWlm DEFAULT = new BaseWlm(1, 0, 0);

        @Override
        public String keyword() {
            return "BASEWLM";
        }
    }

    /**
     * Weighted by WLM server-specific weights.
     *
     * @param zaapCost PROCXCOST ZAAP 1 to 100
     * @param ziipCost PROCXCOST ZIIP 1 to 100
     * @param ilWeighting ILWEIGHTING 0 to 3
     */
    record ServerWlm(int zaapCost, int ziipCost, int ilWeighting) implements DistMethod {
        @Override
        public String keyword() {
            return "SERVERWLM";
        }
    }

    /** One connection per target in turn. */
    record RoundRobin() implements DistMethod {
        @Override
        public String keyword() {
            return "ROUNDROBIN";
        }
    }

    /** Active connections in proportion to WEIGHT. */
    record WeightedActive() implements DistMethod {
        @Override
        public String keyword() {
            return "WEIGHTEDACTIVE";
        }
    }

    /**
     * All connections to one active target.
     *
     * @param autoSwitchBack AUTOSWITCHBACK
     * @param healthSwitch HEALTHSWITCH
     */
    record HotStandby(boolean autoSwitchBack, boolean healthSwitch) implements DistMethod {
        @Override
        public String keyword() {
            return "HOTSTANDBY";
        }
    }

    /** Tier 1 targets report their own weights. */
    record TargetControlled() implements DistMethod {
        @Override
        public String keyword() {
            return "TARGCONTROLLED";
        }
    }
}
