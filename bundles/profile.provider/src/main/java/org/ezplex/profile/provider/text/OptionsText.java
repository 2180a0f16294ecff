// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.text;

import static org.ezplex.profile.provider.text.Writing.joined;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.profile.GlobalConfig;
import org.ezplex.profile.GlobalConfig.AdjustDvipaMss;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.profile.IpConfig;
import org.ezplex.profile.IpConfig6;
import org.ezplex.profile.Profile;

/** IPCONFIG, IPCONFIG6 and GLOBALCONFIG: what is not as it is where nothing is coded, a line for each option. */
final class OptionsText {
    private final Writing writing;
    private final List<String> options = new ArrayList<>();

    OptionsText(Writing writing) {
        this.writing = writing;
    }

    void write(Profile profile) {
        ipConfig(profile.ipConfig());
        ipConfig6(profile.ipConfig().dynamicXcf6().map(Object::toString).orElse(""), profile.ipConfig6());
        globalConfig(profile.globalConfig());
    }

    private void option(boolean there, Object... words) {
        if (there) {
            options.add(joined(words));
        }
    }

    private void end(String statement, Map<String, String> others) {
        options.addAll(Writing.coded(others));
        writing.list(statement, options, "");
        options.clear();
    }

    private void ipConfig(IpConfig c) {
        Map<String, String> others = new HashMap<>(c.options());
        c.dynamicXcf().ifPresent(p -> option(true, "DYNAMICXCF", p, c.xcfCostMetric(), ofDynamicXcf(others)));
        option(c.sysplexRouting(), "SYSPLEXROUTING");
        String multipath = others.remove("FWDMULTIPATH");
        if (multipath != null) {
            option(true, "DATAGRAMFWD", multipath.equals("OFF") ? "NOFWDMULTIPATH" : "FWDMULTIPATH " + multipath);
        }
        option(!c.datagramForward(), "NODATAGRAMFWD");
        sourceVipa(c);
        String priority = others.remove("QDIOPRIORITY");
        option(
                c.qdioAccelerator() || priority != null,
                "QDIOACCELERATOR",
                priority == null ? "" : "QDIOPRIORITY " + priority);
        option(!c.qdioAccelerator() && priority != null, "NOQDIOACCELERATOR");
        end("IPCONFIG", others);
    }

    /** TCPSTACKSOURCEVIPA is taken only with SOURCEVIPA, but stays when a later statement takes that away. */
    private void sourceVipa(IpConfig c) {
        String address =
                c.tcpStackSourceVipa().map(a -> "TCPSTACKSOURCEVIPA " + a).orElse("");
        if (c.sourceVipa() || address.isEmpty()) {
            option(c.sourceVipa(), "SOURCEVIPA");
            option(!address.isEmpty(), address);
        } else {
            writing.statement("IPCONFIG SOURCEVIPA", address);
            option(true, "NOSOURCEVIPA");
        }
    }

    private void ipConfig6(String dynamicXcf, IpConfig6 c) {
        Map<String, String> others = new HashMap<>(c.options());
        option(
                !dynamicXcf.isEmpty(),
                "DYNAMICXCF",
                dynamicXcf,
                named("INTFID", c.interfaceId()),
                named("SOURCEVIPAINT", c.sourceVipaInterface()),
                ofDynamicXcf(others));
        option(!c.datagramForward(), "NODATAGRAMFWD");
        option(c.sourceVipa(), "SOURCEVIPA");
        option(!c.tcpStackSourceVipa().isEmpty(), "TCPSTACKSOURCEVIPA", c.tcpStackSourceVipa());
        end("IPCONFIG6", others);
    }

    /** The options that stand behind DYNAMICXCF, which are taken out of {@code others}. */
    private static String ofDynamicXcf(Map<String, String> others) {
        String secclass = others.remove("SECCLASS");
        return joined(named("SECCLASS", secclass == null ? "" : secclass), others.remove("SMCD") == null ? "" : "SMCD");
    }

    private static String named(String option, String value) {
        return value.isEmpty() ? "" : option + " " + value;
    }

    private void globalConfig(GlobalConfig c) {
        monitor(c.sysplexMonitor());
        option(c.sysplexWlmPollSeconds() != 60, "SYSPLEXWLMPOLL", c.sysplexWlmPollSeconds());
        option(c.xcfGroupId() != 0, "XCFGRPID", c.xcfGroupId());
        option(c.iqdVlanId() != 0, "IQDVLANID", c.iqdVlanId());
        c.explicitBindPortRange()
                .ifPresent(r -> option(true, "EXPLICITBINDPORTRANGE", r.first(), r.last() - r.first() + 1));
        option(c.adjustDvipaMss() != AdjustDvipaMss.AUTO, "ADJUSTDVIPAMSS", c.adjustDvipaMss());
        end("GLOBALCONFIG", c.options());
    }

    private void monitor(SysplexMonitor m) {
        // AUTOREJOIN is taken only with RECOVERY, but stays when a later statement takes that away.
        boolean alone = m.autoRejoin() && !m.recovery();
        if (alone) {
            writing.statement("GLOBALCONFIG SYSPLEXMONITOR RECOVERY AUTOREJOIN");
        }
        monitor(alone, "NORECOVERY");
        monitor(m.recovery(), "RECOVERY");
        monitor(m.recovery() && m.autoRejoin(), "AUTOREJOIN");
        monitor(m.delayJoin(), "DELAYJOIN");
        monitor(m.noJoin(), "NOJOIN");
        monitor(m.monitorInterfaces(), "MONINTERFACE");
        monitor(m.dynamicRoutes(), "DYNROUTE");
        monitor(m.timerSeconds() != SysplexMonitor.DEFAULT.timerSeconds(), "TIMERSECS " + m.timerSeconds());
    }

    private void monitor(boolean there, String word) {
        option(there, "SYSPLEXMONITOR", word);
    }
}
