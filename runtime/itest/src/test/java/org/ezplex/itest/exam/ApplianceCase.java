// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** The whole appliance, configured; each test leaves it as it found it. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class ApplianceCase {
    static final List<String> SERVICES = List.of(
            "org.ezplex.system.SystemImage",
            "org.ezplex.system.EventLoop",
            "org.ezplex.system.Hardcopy",
            "org.ezplex.profile.ProfileService",
            "org.ezplex.tcpip.TcpipStack",
            "org.ezplex.xcf.XcfGroup",
            "org.ezplex.vipa.VipaManager",
            "org.ezplex.autonomics.Autonomics",
            "org.ezplex.distributor.Distributor",
            "org.ezplex.nic.NicDriver",
            "org.ezplex.osa.SharedAdapter");

    /** Given by Pax Exam. */
    @Inject
    BundleContext context;

    /** Given by Pax Exam. */
    @Inject
    ConfigurationAdmin admin;

    Inside inside;
    Configurations configurations;

    /** For Pax Exam, outside of the framework. */
    @Configuration
    public Option[] options() throws IOException {
        return ExamOptions.appliance();
    }

    /** A system with its name, its adapter and its sysplex. */
    @Before
    public void configure() throws Exception {
        inside = new Inside(context);
        configurations = new Configurations(context, admin);
        configurations.putAll();
        for (String service : SERVICES) {
            inside.awaitService(service);
        }
        inside.awaitJoined();
    }
}
