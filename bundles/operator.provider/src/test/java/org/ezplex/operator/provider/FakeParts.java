// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.autonomics.Autonomics;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.Distributor;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.QuiesceTarget;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.AdapterListener;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.OatEntry;
import org.ezplex.osa.OsaInfo;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileHistory;
import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
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
import org.ezplex.upgrade.SysplexUpgrades;
import org.ezplex.upgrade.Upgrades;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Intent;
import org.ezplex.xcf.Standing;
import org.ezplex.xcf.XcfGroup;
import org.ezplex.xcf.XcfListener;
import org.ezplex.xcf.XcfMember;
import org.ezplex.xcf.XcfStatistics;

/** Every part of a system in memory; tests put in what reports shall show, or set {@code missing} to take all parts away. */
final class FakeParts implements Parts {
    final FakeHardcopy hardcopy = new FakeHardcopy();
    final List<Dvipa> dvipas = new ArrayList<>();
    final List<SysplexDvipa> sysplex = new ArrayList<>();
    final List<StackInfo> stacks = new ArrayList<>();
    final List<DptEntry> dpt = new ArrayList<>();
    final List<CrtEntry> crt = new ArrayList<>();
    final List<HomeAddress> home = new ArrayList<>();
    final List<StackInterface> interfaces = new ArrayList<>();
    final List<StackConnection> connections = new ArrayList<>();
    final List<XcfMember> members = new ArrayList<>();
    final List<OatEntry> oat = new ArrayList<>();
    final List<OsaInfo> osa = new ArrayList<>();
    final List<Path> read = new ArrayList<>();
    final List<QuiesceTarget> quiesced = new ArrayList<>();
    final FakeUpgrades levels = new FakeUpgrades();
    final FakeSysplexUpgrades rolling = new FakeSysplexUpgrades();
    final List<String> asked = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final Map<Integer, List<String>> statements = new LinkedHashMap<>();
    Optional<Trial> trial = Optional.empty();
    boolean serverThere = true;
    Profile profile = Profile.EMPTY;
    Compilation compilation = new Compilation(Profile.EMPTY, List.of());
    Runnable onHome = () -> {};
    Map<String, Long> counters = new LinkedHashMap<>();
    Optional<MonitorStatus> monitor = Optional.empty();
    Optional<RuntimeException> refusal = Optional.empty();
    Intent intent = Intent.IN;
    boolean missing;
    boolean lastOwner;
    boolean profileAlone;
    boolean keyFile;
    int mostAsked;

    private final FakeImage image;

    FakeParts(Path homeFolder) {
        this.image = FakeImage.at(homeFolder);
    }

    @Override
    public SystemImage image() {
        return image;
    }

    @Override
    public FakeHardcopy hardcopy() {
        return hardcopy;
    }

    private void ask(String what) {
        refusal.ifPresent(why -> {
            throw why;
        });
        asked.add(what);
    }

    private <T> Optional<T> part(T part) {
        return missing ? Optional.empty() : Optional.of(part);
    }

    @Override
    public Optional<VipaManager> vipaManager() {
        return part(new VipaManager() {
            @Override
            public StackInfo self() {
                return stacks.get(0);
            }

            @Override
            public List<StackInfo> stacks() {
                return stacks;
            }

            @Override
            public List<Dvipa> dvipas() {
                return dvipas;
            }

            @Override
            public List<SysplexDvipa> sysplex() {
                return sysplex;
            }

            @Override
            public void learned(IpAddress dvipa, long epoch) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean deactivate(IpAddress dvipa) {
                ask("deactivate " + dvipa);
                return !lastOwner;
            }

            @Override
            public void reactivate(IpAddress dvipa) {
                ask("reactivate " + dvipa);
            }

            @Override
            public void leaveGroup() {
                ask("leaveGroup");
            }

            @Override
            public void joinGroup() {
                ask("joinGroup");
            }

            @Override
            public AutoCloseable subscribe(VipaListener listener) {
                throw new UnsupportedOperationException();
            }
        });
    }

    @Override
    public Optional<Distributor> distributor() {
        return part(new Distributor() {
            @Override
            public List<DptEntry> destinationPortTable() {
                return dpt;
            }

            @Override
            public List<CrtEntry> currentRoutingTable(int most) {
                mostAsked = Math.max(mostAsked, most);
                return crt.stream().limit(most).toList();
            }

            @Override
            public long connections() {
                return crt.stream()
                        .filter(e -> e.state() != CrtEntry.State.CLOSING)
                        .count();
            }

            @Override
            public Map<String, Long> counters() {
                return counters;
            }

            @Override
            public boolean quiesce(QuiesceTarget what) {
                ask("quiesce " + what);
                return serverThere;
            }

            @Override
            public void resume(QuiesceTarget what) {
                ask("resume " + what);
            }

            @Override
            public List<QuiesceTarget> quiesced() {
                return quiesced;
            }
        });
    }

    @Override
    public Optional<TcpipStack> tcpipStack() {
        return part(new FakeStack());
    }

    @Override
    public Optional<ProfileService> profileService() {
        return missing && !profileAlone
                ? Optional.empty()
                : Optional.of(new ProfileService() {
                    @Override
                    public Profile current() {
                        return profile;
                    }

                    @Override
                    public Compilation syntaxCheck(Path file) {
                        read.add(file);
                        return compilation;
                    }

                    @Override
                    public Compilation obey(Path file) {
                        ask("obey " + file.getFileName());
                        return syntaxCheck(file);
                    }

                    @Override
                    public AutoCloseable subscribe(ProfileListener listener) {
                        throw new UnsupportedOperationException();
                    }
                });
    }

    @Override
    public Optional<ProfileHistory> profileHistory() {
        return part(new FakeHistory());
    }

    @Override
    public Optional<Autonomics> autonomics() {
        return missing ? Optional.empty() : monitor.map(status -> () -> status);
    }

    @Override
    public Optional<Upgrades> upgrades() {
        return part(levels);
    }

    @Override
    public Optional<SysplexUpgrades> sysplexUpgrades() {
        return part(rolling);
    }

    @Override
    public List<XcfGroup> xcfGroups() {
        return missing || members.isEmpty() ? List.of() : List.of(new FakeGroup(members, intent, keyFile));
    }

    @Override
    public List<SharedAdapter> sharedAdapters() {
        return missing
                ? List.of()
                : osa.stream().<SharedAdapter>map(i -> new FakeAdapter(i, oat)).toList();
    }

    private final class FakeHistory implements ProfileHistory {
        @Override
        public List<Snapshot> snapshots() {
            return snapshots;
        }

        @Override
        public int currentSnapshot() {
            return snapshots.isEmpty() ? 0 : snapshots.get(snapshots.size() - 1).number();
        }

        @Override
        public Optional<List<String>> statements(int number) {
            return Optional.ofNullable(statements.get(number));
        }

        @Override
        public Optional<Trial> trial() {
            return trial;
        }

        @Override
        public Compilation obey(Path file, Duration time) {
            ask("obey " + file.getFileName() + " for " + time.toSeconds());
            return compilation;
        }

        @Override
        public Compilation rollback(int number, Optional<Duration> time) {
            ask("rollback " + number + time.map(t -> " for " + t.toSeconds()).orElse(""));
            return compilation;
        }

        @Override
        public int confirm() {
            ask("confirm");
            return 3;
        }
    }

    private record FakeGroup(List<XcfMember> members, Intent intent, boolean keyFile) implements XcfGroup {
        @Override
        public String name() {
            return "EZBTCPCS";
        }

        @Override
        public XcfMember self() {
            return members.get(0);
        }

        @Override
        public void setUserState(ByteBuffer state) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(String member, ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void broadcast(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable subscribe(XcfListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Standing standing() {
            return Standing.MAJORITY;
        }

        @Override
        public boolean current() {
            return true;
        }

        @Override
        public void leave() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void join() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean renewKey() {
            return !keyFile;
        }

        @Override
        public void hold() {
            throw new UnsupportedOperationException();
        }

        @Override
        public XcfStatistics statistics() {
            return new XcfStatistics(120, 340, 0, 0, 7, 2);
        }
    }

    private record FakeAdapter(OsaInfo info, List<OatEntry> oat) implements SharedAdapter {
        @Override
        public String interfaceName() {
            return info.interfaceName();
        }

        @Override
        public MacAddress vmac() {
            return info.vmac();
        }

        @Override
        public MacAddress nicMac() {
            return info.mac();
        }

        @Override
        public KernelFlows accelerate(DataPath user, int mostFlows, Consumer<AcceleratorException> lost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void decelerate() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void leaveToKernel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void leave() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Registration> register(IpAddress address, Probe probe) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void admit(IpAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void silence(IpAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void yielding(boolean yields) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AutoCloseable watch(AdapterListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void fence(BooleanSupplier open) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Boolean> alive(IpAddress host, MacAddress mac) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deregister(IpAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void inquire(IpAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void announce(IpAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            throw new UnsupportedOperationException();
        }
    }

    private final class FakeStack implements TcpipStack {
        @Override
        public List<HomeAddress> home() {
            onHome.run();
            return home;
        }

        @Override
        public List<StackInterface> interfaces() {
            return interfaces;
        }

        @Override
        public List<StackRoute> routes() {
            return List.of();
        }

        @Override
        public Set<TcpListener> listeners() {
            return Set.of();
        }

        @Override
        public List<StackConnection> connections(IpAddress local) {
            return connections;
        }

        @Override
        public List<StackConnection> allConnections() {
            if (connections.isEmpty()) {
                throw new StackException("sock_diag is not permitted: run as root");
            }
            return connections;
        }

        @Override
        public void addInternalAddress(IpAddress dvipa) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeInternalAddress(IpAddress dvipa) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<IpAddress> internalAddresses() {
            return Set.of();
        }

        @Override
        public DataDevice dataDevice() {
            throw new StackException("none");
        }

        @Override
        public AutoCloseable subscribe(StackListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
