// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.EventLoop;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SettingKind;
import org.ezplex.system.SystemImage;
import org.ezplex.tcpip.DataDevice;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpipStack;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network namespace this JVM runs in. */
// Immediate: to lose its users for a moment, as in an update, must not take the addresses away.
@Component(configurationPid = "org.ezplex.tcpip", immediate = true)
@Designate(ocd = LinuxTcpipStack.Config.class)
public final class LinuxTcpipStack implements TcpipStack {
    private static final Logger log = LoggerFactory.getLogger(LinuxTcpipStack.class);
    private static final String DATA_DEVICE = "ezd%d";

    @ObjectClassDefinition(name = "Ezplex TCP/IP", description = "The Linux host's TCP/IP.")
    @interface Config {
        @AttributeDefinition(description = "How often to look for new TCP listeners, in milliseconds.", min = "1")
        int listenerScanMillis() default 50;

        @AttributeDefinition(description = "Receive buffer for the kernel's notices, in bytes.", min = "1")
        int noticeBufferBytes() default 16 << 20;

        @AttributeDefinition(
                name = SettingKind.DEVICE_NAME,
                description = "Name of the data device, 1 to 15 characters; %d becomes the first free number.")
        String dataDeviceName() default DATA_DEVICE;
    }

    private final Config config;
    private final SystemImage image;
    private final Hardcopy hardcopy;
    private final KernelTables kernel = new KernelTables(CLibrary::require);
    private final HostChanges changes;
    private final InternalAddresses internal;
    private final DeviceSettings deviceSettings;
    private final Subscribers subscribers;
    private final ListenerWatch watch;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private TapDevice device;
    private boolean closed;

    /** Starts the stack with what the host allows. */
    @Activate
    public LinuxTcpipStack(
            Config config, @Reference SystemImage image, @Reference EventLoop loop, @Reference Hardcopy hardcopy) {
        this.config = config;
        this.image = image;
        this.hardcopy = hardcopy;
        Sysctls sysctls = new Sysctls(Path.of("/proc/sys"));
        Journal journal = new Journal(image.run());
        changes = new HostChanges(journal, sysctls, kernel, HostCheck.scope());
        internal = new InternalAddresses(changes, kernel);
        deviceSettings = new DeviceSettings(sysctls, changes);
        subscribers = new Subscribers(loop);
        watch = new ListenerWatch(kernel::listeners, subscribers, config.listenerScanMillis());
        List<HostCheck.Missing> missing =
                new ArrayList<>(HostCheck.missing(Path.of("/proc/self/status"), Path.of("/dev/net/tun")));
        attempt(missing, HostCheck.NO_CHANGES, this::adoptWhatIsLeft);
        attempt(missing, "ended connections are not told", this::startNotices);
        watch.start();
        report(missing);
    }

    private static void attempt(List<HostCheck.Missing> missing, String without, Runnable step) {
        try {
            step.run();
        } catch (StackException e) {
            missing.add(new HostCheck.Missing(e.getMessage(), without));
            log.debug("going on without", e);
        }
    }

    private void adoptWhatIsLeft() {
        HostChanges.Found found = internal.begin();
        if (!found.equals(HostChanges.Found.NOTHING)) {
            hardcopy.issue(Message.EZX3000I, found.adopted(), found.undone());
        }
    }

    private void startNotices() {
        CLibrary.require();
        Notices told = new Notices();
        KernelNotices notices = new KernelNotices(config.noticeBufferBytes(), told);
        parts.add(notices);
        // A link that is down from the start returns too.
        told.lookForReturningLinks();
        notices.start();
        notices.refused().ifPresent(refusal -> {
            throw refusal;
        });
    }

    private void report(List<HostCheck.Missing> missing) {
        if (!missing.isEmpty()) {
            hardcopy.issue(
                    Message.EZX0010E,
                    "CONTROL OF THE HOST'S TCP/IP",
                    joined(missing, HostCheck.Missing::what),
                    joined(missing, HostCheck.Missing::without),
                    "RUN AS ROOT OR WITH CAP_NET_ADMIN IN THE NETWORK NAMESPACE, WITH /dev/net/tun");
        }
    }

    private static String joined(List<HostCheck.Missing> missing, Function<HostCheck.Missing, String> part) {
        return missing.stream().map(part).distinct().collect(Collectors.joining("; "));
    }

    @Override
    public List<HomeAddress> home() {
        return kernel.home(internal.addresses());
    }

    @Override
    public List<StackInterface> interfaces() {
        return kernel.interfaces();
    }

    @Override
    public List<StackRoute> routes() {
        return kernel.routes();
    }

    @Override
    public Set<TcpListener> listeners() {
        return kernel.listeners();
    }

    @Override
    public List<StackConnection> connections(IpAddress local) {
        return kernel.connections(local);
    }

    @Override
    public List<StackConnection> allConnections() {
        return kernel.allConnections();
    }

    @Override
    public void addInternalAddress(IpAddress dvipa) {
        internal.add(dvipa);
    }

    @Override
    public void removeInternalAddress(IpAddress dvipa) {
        internal.remove(dvipa);
    }

    @Override
    public Set<IpAddress> internalAddresses() {
        return internal.addresses();
    }

    @Override
    public synchronized DataDevice dataDevice() {
        if (closed) {
            throw new StackException("the TCP/IP stack's provider has stopped");
        }
        if (device == null) {
            changes.begin();
            device = changes.leftDevice()
                    .filter(this::isNamedSo)
                    .flatMap(this::adoptDevice)
                    .orElseGet(() -> createDevice(config.dataDeviceName()));
            changes.device(device.name());
        }
        return device;
    }

    /** Whether a device has the name that it would be given now. */
    private boolean isNamedSo(String name) {
        return Stream.of(config.dataDeviceName(), DATA_DEVICE)
                .anyMatch(template -> name.matches(Pattern.quote(template).replace("%d", "\\E\\d+\\Q")));
    }

    /** The one that another stack in this process has left, if it can be had. */
    private Optional<TapDevice> adoptDevice(String name) {
        try {
            return Optional.of(TapDevice.join(kernel, deviceSettings, name));
        } catch (StackException e) {
            log.debug("{} is not the one that was left", name, e);
            return Optional.empty();
        }
    }

    /** Where not even the default can be made, the name is not what is wrong. */
    private TapDevice createDevice(String name) {
        try {
            CLibrary.require();
            return TapDevice.create(kernel, deviceSettings, name);
        } catch (StackException e) {
            if (name.equals(DATA_DEVICE)) {
                throw e;
            }
            TapDevice made = createDevice(DATA_DEVICE);
            hardcopy.issue(Message.EZX3004E, name, e.getMessage(), DATA_DEVICE);
            return made;
        }
    }

    @Override
    public AutoCloseable subscribe(StackListener listener) {
        return watch.subscribe(listener);
    }

    /**
     * Ends the threads. When the system ends it takes back every change of the host but the addresses whose connections go on without it;
     * else the next instance goes on with them.
     */
    @Deactivate
    public void close() {
        synchronized (this) {
            closed = true;
            if (device != null && image.ending()) {
                parts.add(device);
            } else if (device != null) {
                device.leave();
            }
        }
        parts.add(watch);
        parts.forEach(LinuxTcpipStack::end);
        if (image.ending()) {
            leaveHost();
        } else {
            changes.leave();
        }
        kernel.close();
    }

    private void leaveHost() {
        try {
            HostChanges.Remainder rest = changes.end();
            rest.inUse()
                    .forEach((dvipa, connections) ->
                            hardcopy.issue(Message.EZX3003I, dvipa, connections, dvipa + "/" + dvipa.bits()));
            rest.failures().forEach(this::notTakenBack);
        } catch (StackException e) {
            notTakenBack(e);
        }
    }

    private void notTakenBack(StackException why) {
        hardcopy.issue(Message.EZX3001E, why.getMessage());
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.error("cannot end {} cleanly", part.getClass().getSimpleName(), e);
        }
    }

    /** Carries the kernel's notices to the subscribers. */
    private final class Notices implements KernelNotices.Sink {
        private final ReturningLinks links = new ReturningLinks(kernel::forgetUnresolvedNeighbours);

        @Override
        public void ended(List<TcpConnection> connections) {
            subscribers.publish(listener -> listener.connectionsEnded(connections));
        }

        @Override
        public void listenerGone() {
            watch.rescan();
        }

        @Override
        public void lost() {
            watch.rescan();
            subscribers.publish(StackListener::noticesLost);
        }

        @Override
        public void broken(StackException why) {
            hardcopy.issue(Message.EZX3002E, why.getMessage());
            lost();
        }

        @Override
        public void configurationChanged() {
            subscribers.publish(StackListener::configurationChanged);
            lookForReturningLinks();
        }

        void lookForReturningLinks() {
            try {
                links.look(kernel.interfaces());
            } catch (StackException e) {
                log.debug("what the kernel asks for on a link that is back it asks for later", e);
            }
        }
    }
}
