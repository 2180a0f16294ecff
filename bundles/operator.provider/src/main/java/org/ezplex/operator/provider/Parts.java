// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Optional;
import org.ezplex.autonomics.Autonomics;
import org.ezplex.distributor.Distributor;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.ProfileHistory;
import org.ezplex.profile.ProfileService;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.TcpipStack;
import org.ezplex.upgrade.SysplexUpgrades;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.XcfGroup;

/** The parts of the system that commands ask. Any of the optional ones may be missing, and may come and go. */
interface Parts {
    SystemImage image();

    Hardcopy hardcopy();

    Optional<VipaManager> vipaManager();

    Optional<Distributor> distributor();

    Optional<TcpipStack> tcpipStack();

    Optional<ProfileService> profileService();

    Optional<ProfileHistory> profileHistory();

    Optional<Autonomics> autonomics();

    Optional<Upgrades> upgrades();

    Optional<SysplexUpgrades> sysplexUpgrades();

    List<XcfGroup> xcfGroups();

    List<SharedAdapter> sharedAdapters();

    default VipaManager vipa() {
        return vipaManager().orElseThrow(() -> missing("NO VIPA MANAGER: DYNAMIC VIPAS ARE NOT THERE"));
    }

    default Distributor distribution() {
        return distributor().orElseThrow(() -> missing("NO DISTRIBUTOR: CONNECTIONS ARE NOT DISTRIBUTED"));
    }

    default TcpipStack stack() {
        return tcpipStack().orElseThrow(() -> missing("NO TCP/IP STACK: THE HOST'S TCP/IP CANNOT BE READ"));
    }

    default ProfileService profiles() {
        return profileService().orElseThrow(() -> missing("NO PROFILE SERVICE: PROFILES CANNOT BE READ"));
    }

    default ProfileHistory history() {
        return profileHistory().orElseThrow(() -> missing("NO PROFILE HISTORY: EARLIER PROFILES ARE NOT KEPT"));
    }

    default Autonomics monitor() {
        return autonomics().orElseThrow(() -> missing("NO SYSPLEX MONITOR: THE STACK DOES NOT WATCH ITSELF"));
    }

    default Upgrades levels() {
        return upgrades().orElseThrow(() -> missing("NO UPGRADES: THE LEVEL OF THIS SYSTEM CANNOT BE CHANGED"));
    }

    default SysplexUpgrades rolling() {
        return sysplexUpgrades()
                .orElseThrow(
                        () -> missing("NO ROLLING UPGRADES: THE LEVEL OF THE SYSPLEX CANNOT BE CHANGED FROM HERE"));
    }

    /** A failure because a part is not there. */
    static CommandFailure missing(String what) {
        return CommandFailure.failed(what, "'display messages' tells what is missing on this host and how to get it");
    }
}
