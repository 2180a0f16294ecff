// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.osa.Probe;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaList;

/** Bugs that the simulator must find: what the protocol is there to prevent. */
enum PlantedBug implements Tamper {
    /** Targets do not report their connections to a new owner. */
    NO_NEWCONN {
        @Override
        public List<TargetCore.Action> action(TargetCore.Action action) {
            return action instanceof TargetCore.ReportAll a
                    ? List.of(new TargetCore.Send(
                            a.member(), new Report.NewConnections(a.dvipa(), a.epoch(), true, true, List.of())))
                    : List.of(action);
        }
    },

    /** An owner resets what it does not know while targets have yet to report. */
    RESETS_WHILE_LEARNING {
        @Override
        public boolean learning(boolean said) {
            return false;
        }
    },

    /** Every claim to own a DVIPA counts as one of the first epoch. */
    EPOCHS_NOT_COMPARED {
        @Override
        public List<VipaEvent> event(VipaEvent event) {
            return event instanceof VipaEvent.ListReceived e
                    ? List.of(new VipaEvent.ListReceived(new VipaList(
                            e.list().stack(),
                            e.list().claims().stream()
                                    .map(PlantedBug::ofFirstEpoch)
                                    .toList())))
                    : List.of(event);
        }
    },

    /** A bidder says that it has learned everything as soon as it bids. */
    READY_BEFORE_LEARNED {
        @Override
        public List<DistributorCore.Action> action(DistributorCore.Action action) {
            return action instanceof DistributorCore.Publish a && a.owner().preparing()
                    ? List.of(
                            action,
                            new DistributorCore.Learned(
                                    a.owner().route().dvipa(), a.owner().route().epoch()))
                    : List.of(action);
        }
    },

    /** A system that thaws acts before it knows whether it still counts. */
    FENCE_IGNORED {
        @Override
        public boolean fence(boolean lease) {
            return true;
        }
    },

    /** What an owner has routed is not told to the next. */
    HANDOVER_DROPPED {
        @Override
        public List<DistributorCore.Action> action(DistributorCore.Action action) {
            return action instanceof DistributorCore.HandOver ? List.of() : List.of(action);
        }
    },

    /** What an owner leaves to the next is not kept. */
    BEQUESTS_DROPPED {
        @Override
        public List<DistributorCore.Action> action(DistributorCore.Action action) {
            return action instanceof DistributorCore.Keep ? List.of() : List.of(action);
        }
    },

    /** An owner leaves nothing of stacks that are out of sight. */
    LOST_NOT_BEQUEATHED {
        @Override
        public List<DistributorCore.Action> action(DistributorCore.Action action) {
            return action instanceof DistributorCore.Bequeath ? List.of() : List.of(action);
        }
    },

    /** An owner leaves of itself only what there was when its heir came. */
    OPENED_NOT_BEQUEATHED {
        @Override
        public List<TargetCore.Action> action(TargetCore.Action action) {
            return action instanceof TargetCore.Send a && a.report() instanceof Report.Bequest
                    ? List.of()
                    : List.of(action);
        }
    },

    /** A minority goes on when it hears on the LAN that the others have an owner too. */
    MINORITY_KEEPS_OWNING {
        @Override
        public List<VipaEvent> event(VipaEvent event) {
            return event instanceof VipaEvent.ClaimSeen ? List.of() : List.of(event);
        }
    },

    /** Nobody asks the LAN whether an address is in use. */
    NO_PROBE {
        @Override
        public List<VipaAction> action(VipaAction action) {
            return action instanceof VipaAction.Register a
                    ? List.of(new VipaAction.Register(a.dvipa(), Probe.NONE))
                    : List.of(action);
        }
    },

    /** Whoever has given a DVIPA away still answers for it. */
    NEVER_SILENT {
        @Override
        public List<VipaAction> action(VipaAction action) {
            return action instanceof VipaAction.Silence ? List.of() : List.of(action);
        }
    },

    /** Whoever has given a DVIPA away drops the frames that still come. */
    NO_RELAY {
        @Override
        public List<DistributorCore.Action> action(DistributorCore.Action action) {
            return action instanceof DistributorCore.Relay a
                    ? List.of(new DistributorCore.Withdraw(a.dvipa()))
                    : List.of(action);
        }
    },

    /** A target that is not named any more takes the address away from its connections. */
    ADDRESS_TAKEN_AWAY {
        @Override
        public List<VipaAction> action(VipaAction action) {
            return action instanceof VipaAction.WatchIdle a
                    ? List.of(action, new VipaAction.RemoveInternal(a.dvipa()))
                    : List.of(action);
        }
    };

    private static VipaClaim ofFirstEpoch(VipaClaim claim) {
        return new VipaClaim(
                claim.identity(),
                claim.status(),
                claim.rank(),
                Math.min(1, claim.epoch()),
                claim.target(),
                claim.entries(),
                claim.bid(),
                claim.standing(),
                claim.given());
    }
}
