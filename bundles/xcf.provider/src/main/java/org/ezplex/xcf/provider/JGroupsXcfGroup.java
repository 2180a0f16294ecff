// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ezplex.jgroups.QuietLogs;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.SystemImage;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.MemberState;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.ezplex.xcf.XcfStatistics;
import org.jgroups.Address;
import org.jgroups.logging.LogFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An XCF group on JGroups. Threads of its own: the joiner's, which connects as soon as everything needed is there; the inbox's,
 * which calls the listeners; the outbox's, which sends.
 */
@Component(service = XcfGroup.class, immediate = true, configurationPid = "org.ezplex.xcf")
@Designate(ocd = JGroupsXcfGroup.Config.class)
public final class JGroupsXcfGroup implements XcfGroup {
    private final String name;
    private final Counters counters = new Counters();
    private final QuietLogs logs = new QuietLogs();
    private final Membership membership;
    private final Inbox<Address> inbox;

    /** Configuration of XCF. */
    @ObjectClassDefinition(name = "XCF", description = "The sysplex group and the network it lives on")
    @interface Config {
        @AttributeDefinition(description = "Name of the XCF group, 1 to 8 characters")
        String xcf_group() default "EZBTCPCS";

        @AttributeDefinition(description = "Interface of the XCF network; this or bindAddress is needed to join")
        String interfaceName() default "";

        @AttributeDefinition(description = "This system's address on the XCF network")
        String bindAddress() default "";

        @AttributeDefinition(
                description = "UDP or TCP port; TCP port + 100, UDP port + 200 and TCP port + 300 are used as well",
                min = "1",
                max = "65235")
        int port() default 7800;

        @AttributeDefinition(description = "udp: IP multicast; tcp: for networks without, needs hosts")
        String transport() default "udp";

        @AttributeDefinition(description = "Multicast address; empty for 239.255.69.90 or ff15::455a")
        String multicastAddress() default "";

        @AttributeDefinition(description = "Multicast port", min = "1", max = "65535")
        int multicastPort() default 7600;

        @AttributeDefinition(description = "The systems' XCF addresses, for transport tcp: address or address:port")
        String[] hosts() default {};

        @AttributeDefinition(description = "File with the sysplex key, relative to the system's home")
        String keyFile() default "etc/sysplex.key";

        @AttributeDefinition(
                description =
                        "Folder with the system's certificate, relative to its home; where there is one the key is not looked at")
        String pkiFolder() default "etc/pki";

        @AttributeDefinition(
                description =
                        "While the sysplex changes from key file to certificates: with a certificate, begin with the key file's key")
        boolean keyTransition() default false;

        @AttributeDefinition(
                description =
                        "Milliseconds for which joining waits at the start for the monitor to say whether it may; 0 or more",
                min = "0")
        long holdMillis() default 10_000;

        @AttributeDefinition(
                description = "Milliseconds for which a group is looked for before this system begins one; 1 or more",
                min = "1")
        long joinMillis() default 1000;

        @AttributeDefinition(
                description =
                        "Milliseconds, 100 to 60000, without a sign of life until a member is taken for lost; speed against patience",
                min = "100",
                max = "60000")
        long failureDetectionMillis() default 250;
    }

    /** Registers at once; joins on a thread of its own, when somebody says so or nobody has said anything for a time. */
    @Activate
    public JGroupsXcfGroup(Config config, @Reference SystemImage system, @Reference Hardcopy hardcopy) {
        this(settings(config, system.home()), member(system, System.currentTimeMillis()), hardcopy);
    }

    JGroupsXcfGroup(Settings settings, XcfMember self, Hardcopy hardcopy) {
        LogFactory.setCustomLogFactory(logs);
        this.name = settings.group();
        this.membership = new Membership(settings.inRange(), self, hardcopy, counters);
        this.inbox = membership.inbox();
        membership.start();
    }

    private static Settings settings(Config config, Path home) {
        return new Settings(
                config.xcf_group(),
                config.interfaceName(),
                config.bindAddress(),
                config.port(),
                config.transport(),
                config.multicastAddress(),
                config.multicastPort(),
                List.of(config.hosts()),
                home.resolve(config.keyFile()),
                home.resolve(config.pkiFolder()),
                config.keyTransition(),
                config.holdMillis(),
                config.joinMillis(),
                config.failureDetectionMillis());
    }

    private static XcfMember member(SystemImage system, long incarnation) {
        return new XcfMember(
                XcfMember.nameOf(system.sysname(), system.tcpname()),
                system.sysname(),
                system.tcpname(),
                incarnation,
                MemberState.NOT_DEFINED,
                ByteBuffer.allocate(0));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public XcfMember self() {
        return membership.self();
    }

    @Override
    public List<XcfMember> members() {
        List<XcfMember> all = new ArrayList<>(inbox.members());
        all.add(membership.self());
        all.sort(Comparator.comparing(XcfMember::name));
        return List.copyOf(all);
    }

    @Override
    public void setUserState(ByteBuffer state) {
        check(state, MAX_USER_STATE, "user state");
        membership.setUserState(state);
    }

    /** A message to this member itself comes back in order, whether or not the group is joined. */
    @Override
    public void send(String member, ByteBuffer message) {
        check(message, MAX_MESSAGE, "message");
        if (member.equals(self().name())) {
            counters.sent.increment();
            inbox.local(self(), message);
            return;
        }
        Address address = inbox.addresses().get(member);
        if (address != null) {
            membership.send(List.of(address), message);
        }
    }

    @Override
    public void broadcast(ByteBuffer message) {
        check(message, MAX_MESSAGE, "message");
        membership.send(List.copyOf(inbox.addresses().values()), message);
    }

    @Override
    public AutoCloseable subscribe(XcfListener listener) {
        return inbox.subscribe(listener);
    }

    @Override
    public Standing standing() {
        return inbox.standing();
    }

    @Override
    public boolean current() {
        return membership.current();
    }

    @Override
    public void leave() {
        membership.leaveGroup();
    }

    @Override
    public void join() {
        membership.joinGroup();
    }

    @Override
    public void hold() {
        membership.hold();
    }

    @Override
    public boolean renewKey() {
        return membership.renewKey();
    }

    @Override
    public Intent intent() {
        return membership.intent();
    }

    @Override
    public XcfStatistics statistics() {
        return counters.snapshot();
    }

    /** Says goodbye, leaves, and ends the threads. */
    @Deactivate
    public void close() {
        membership.close();
        // JGroups keeps it beyond this bundle's life; another group may have set its own since.
        if (LogFactory.getCustomLogFactory() == logs) {
            LogFactory.setCustomLogFactory(null);
        }
    }

    private void check(ByteBuffer bytes, int most, String what) {
        if (bytes.remaining() > most) {
            counters.oversized.increment();
            throw new IllegalArgumentException(what + " of " + bytes.remaining() + " octets, at most " + most);
        }
    }
}
