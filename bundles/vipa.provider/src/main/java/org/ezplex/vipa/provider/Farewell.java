// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ezplex.net.IpPrefix;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.VipaException;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the sysplex in order when the system is told to stop, while everything still works: the DVIPAs go to their backups with all
 * their connections, and the others know this stack's host as it is, for the connections that go on there. The launcher runs it.
 */
@Component(service = Runnable.class, property = "org.ezplex.run=before-stop")
public final class Farewell implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final VipaManager vipa;
    private final XcfGroup group;
    private final Hardcopy hardcopy;
    private final Duration longest;

    /** Made when the launcher asks for it. */
    @Activate
    public Farewell(@Reference VipaManager vipa, @Reference XcfGroup group, @Reference Hardcopy hardcopy) {
        this(vipa, group, hardcopy, LONGEST);
    }

    Farewell(VipaManager vipa, XcfGroup group, Hardcopy hardcopy, Duration longest) {
        this.vipa = vipa;
        this.group = group;
        this.hardcopy = hardcopy;
        this.longest = longest;
    }

    @Override
    public void run() {
        if (group.self().state() != MemberState.ACTIVE) {
            return;
        }
        Exit exit = new Exit();
        try (AutoCloseable subscription = group.subscribe(exit)) {
            LOG.debug("Leaving before the stop, told by {}", subscription);
            leave(exit);
        } catch (VipaException e) {
            LOG.debug("There is nothing to leave: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("A subscription did not close", e);
        }
    }

    private void leave(Exit exit) throws InterruptedException {
        long given = wantedByOthers();
        if (given > 0) {
            hardcopy.issue(Message.EZX5048I, vipa.self().stack(), given);
        }
        vipa.leaveGroup();
        if (!exit.left.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            hardcopy.issue(Message.EZX5049E, vipa.self().stack(), longest.toSeconds());
        }
    }

    /** How many DVIPAs are owned here and may be owned elsewhere. */
    private long wantedByOthers() {
        Set<IpPrefix> backedUp = vipa.sysplex().stream()
                .filter(dvipa -> dvipa.stacks().stream().anyMatch(row -> row.status() == DvipaStatus.BACKUP))
                .map(SysplexDvipa::address)
                .collect(Collectors.toSet());
        return vipa.dvipas().stream()
                .filter(dvipa -> dvipa.status() == DvipaStatus.ACTIVE
                        && dvipa.activated().isPresent())
                .map(Dvipa::address)
                .filter(backedUp::contains)
                .count();
    }

    /** Hears when this stack is out of the group. */
    private final class Exit implements XcfListener {
        private final CountDownLatch left = new CountDownLatch(1);

        @Override
        public void gone(XcfMember member) {
            if (member.name().equals(group.self().name())) {
                left.countDown();
            }
        }
    }
}
