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
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The parts as OSGi services. Fields, because only they follow a service that comes and goes. */
@Component(service = OsgiParts.class)
public final class OsgiParts implements Parts {
    private final SystemImage image;
    private final Hardcopy hardcopy;
    private final Version version;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile VipaManager vipaManager;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Distributor distributor;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile TcpipStack tcpipStack;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ProfileService profileService;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ProfileHistory profileHistory;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Autonomics autonomics;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Upgrades upgrades;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile SysplexUpgrades sysplexUpgrades;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<XcfGroup> xcfGroups;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<SharedAdapter> sharedAdapters;

    @Activate
    public OsgiParts(@Reference SystemImage image, @Reference Hardcopy hardcopy, BundleContext context) {
        this.image = image;
        this.hardcopy = hardcopy;
        this.version = context.getBundle().getVersion();
    }

    /** The version of this console, which heads the reports. */
    String version() {
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }

    @Override
    public SystemImage image() {
        return image;
    }

    @Override
    public Hardcopy hardcopy() {
        return hardcopy;
    }

    @Override
    public Optional<VipaManager> vipaManager() {
        return Optional.ofNullable(vipaManager);
    }

    @Override
    public Optional<Distributor> distributor() {
        return Optional.ofNullable(distributor);
    }

    @Override
    public Optional<TcpipStack> tcpipStack() {
        return Optional.ofNullable(tcpipStack);
    }

    @Override
    public Optional<ProfileService> profileService() {
        return Optional.ofNullable(profileService);
    }

    @Override
    public Optional<ProfileHistory> profileHistory() {
        return Optional.ofNullable(profileHistory);
    }

    @Override
    public Optional<Autonomics> autonomics() {
        return Optional.ofNullable(autonomics);
    }

    @Override
    public Optional<Upgrades> upgrades() {
        return Optional.ofNullable(upgrades);
    }

    @Override
    public Optional<SysplexUpgrades> sysplexUpgrades() {
        return Optional.ofNullable(sysplexUpgrades);
    }

    @Override
    public List<XcfGroup> xcfGroups() {
        return List.copyOf(xcfGroups);
    }

    @Override
    public List<SharedAdapter> sharedAdapters() {
        return List.copyOf(sharedAdapters);
    }
}
