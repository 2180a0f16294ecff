// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.List;
import java.util.Locale;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.xcf.XcfGroup;

/** DISPLAY: XCF groups, the sysplex's view of DVIPAs, shared adapters, the distributor, the profile's history, messages. */
final class Display {
    private static final int MESSAGES = 20;
    private static final int MOST_MESSAGES = 10_000;

    private final Parts parts;

    Display(Parts parts) {
        this.parts = parts;
    }

    Netstat.Answer run(List<String> entered, Heading heading) {
        Words words = new Words(entered, "USAGE: " + Usage.DISPLAY);
        if (words.take("XCF", 3)) {
            return xcf(words, heading);
        }
        if (words.take("SYSPLEX", 3)) {
            return new DisplaySysplex(parts).run(words, heading);
        }
        if (words.take("OSAINFO", 3)) {
            return osaInfo(words, heading);
        }
        if (words.take("DISTRIBUTOR", 3)) {
            ReportOptions options = ReportOptions.read(words);
            return new Netstat.Answer(
                    DistributorReport.of(heading, parts.distribution().counters()), options.json());
        }
        if (words.take("PROFILE", 4)) {
            return new DisplayProfile(parts).run(words, heading);
        }
        if (words.take("MESSAGES", 3)) {
            return messages(words, heading);
        }
        throw words.unknown(words.next("OPERAND"));
    }

    private Netstat.Answer xcf(Words words, Heading heading) {
        if (!words.take("GROUP", 1)) {
            throw words.unknown(words.next("GROUP"));
        }
        List<XcfGroup> groups = parts.xcfGroups();
        if (!named(words)) {
            ReportOptions options = ReportOptions.read(words);
            return new Netstat.Answer(
                    XcfReport.groups(
                            heading, groups.stream().map(XcfReport::size).toList()),
                    options.json());
        }
        String name = words.next("GROUP NAME").toUpperCase(Locale.ROOT);
        ReportOptions options = ReportOptions.read(words);
        XcfGroup group = groups.stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed(
                        "THERE IS NO GROUP " + name + " ON THIS SYSTEM", "'display xcf group' lists the groups"));
        return new Netstat.Answer(XcfReport.members(heading, group, options), options.json());
    }

    /** Whether a name comes next, and not an option. */
    static boolean named(Words words) {
        List<String> rest = words.remaining();
        return !rest.isEmpty()
                && !rest.get(0).startsWith("-")
                && !Keywords.is(rest.get(0), "DETAIL", 3)
                && !rest.get(0).equalsIgnoreCase("MAX")
                && !rest.get(0).equalsIgnoreCase("IP")
                && !rest.get(0).equalsIgnoreCase("JSON");
    }

    private Netstat.Answer osaInfo(Words words, Heading heading) {
        String name = named(words) ? words.next("INTERFACE") : "";
        ReportOptions options = ReportOptions.read(words);
        List<SharedAdapter> adapters = parts.sharedAdapters();
        if (adapters.isEmpty()) {
            throw Parts.missing("NO SHARED ADAPTER: THE LAN IS NOT ANSWERED BY THIS SYSTEM");
        }
        List<OsaReport.Adapter> wanted = adapters.stream()
                .filter(a -> name.isEmpty() || a.interfaceName().equals(name))
                .map(a -> new OsaReport.Adapter(a.info(), a.oat()))
                .toList();
        if (wanted.isEmpty()) {
            throw CommandFailure.failed(
                    "NO SHARED ADAPTER ON INTERFACE " + name, "'display osainfo' shows all adapters");
        }
        return new Netstat.Answer(OsaReport.of(heading, wanted, options), options.json());
    }

    private Netstat.Answer messages(Words words, Heading heading) {
        int most = named(words) ? ReportOptions.number(words, "N", words.next("NUMBER"), MOST_MESSAGES) : MESSAGES;
        ReportOptions options = ReportOptions.read(words);
        return new Netstat.Answer(MessagesReport.of(heading, parts.hardcopy().recent(most)), options.json());
    }
}
