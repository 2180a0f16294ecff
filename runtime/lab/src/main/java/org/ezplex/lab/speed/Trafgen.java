// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ezplex.lab.LabException;
import org.ezplex.lab.LabHost;

/**
 * Sends frames with trafgen of netsniff-ng, one process on one processor. Its own rate is one of bursts each second, and its ring gives up
 * where a queue is full; so it sends one after the other, and the kernel's token bucket says when.
 */
final class Trafgen {
    static final String PROGRAM = "trafgen";
    static final String PACKAGE = "netsniff-ng";

    private static final Pattern TIME = Pattern.compile("(\\d+) sec, (\\d+) usec on CPU");
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int BURST_FRAMES = 32;
    private static final int MOST_SECONDS = 600;

    private Trafgen() {}

    /** As fast as it can. Returns how many seconds it took. */
    static double flatOut(LabHost client, Path frames, long count) {
        return seconds(client.shell(command(client, frames, count)));
    }

    /** So many frames of so many octets each second. Returns how many seconds it took. */
    static double paced(LabHost client, Path frames, long count, int perSecond, int octets) {
        String queue = "root tbf rate " + (long) perSecond * octets * Byte.SIZE + "bit burst " + BURST_FRAMES * octets
                + " limit 4mb";
        return seconds(client.shell("tc qdisc add dev " + client.lanInterface() + " " + queue + " || exit 1\n"
                + "trap 'tc qdisc delete dev " + client.lanInterface() + " root' EXIT\n"
                + command(client, frames, count) + " --qdisc-path\n"
                // What waits in the queue would be lost with it.
                + "until tc -s qdisc show dev " + client.lanInterface()
                + " | grep -q 'backlog 0b 0p'; do sleep 0.01; done"));
    }

    /** As fast as it can, until it is ended. The process that sends is a child, which timeout(1) ends with its parent, as it would after a while. */
    static List<String> endless(LabHost client, Path frames) {
        return List.of(("timeout " + MOST_SECONDS + " " + command(client, frames)).split(" ", -1));
    }

    /** It would else set the host's socket memory and interrupts to its liking. */
    private static String command(LabHost client, Path frames) {
        return PROGRAM + " --no-sock-mem --notouch-irq --cpus 1 --gap 0 --dev " + client.lanInterface() + " --conf "
                + frames;
    }

    private static String command(LabHost client, Path frames, long count) {
        return command(client, frames) + " --num " + count;
    }

    /** What its report says. */
    static double seconds(String output) {
        Matcher matcher = TIME.matcher(output);
        if (!matcher.find()) {
            throw new LabException("trafgen's report is none: " + output.strip());
        }
        return Long.parseLong(matcher.group(1)) + Long.parseLong(matcher.group(2)) / MICROS_PER_SECOND;
    }
}
