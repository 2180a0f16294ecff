// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicPort;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * A kernel that takes every connection and does nothing with it, and a driver whose ports are those of memory, but for that they let it
 * choose what arrives.
 */
final class MadeUpKernel implements AutoCloseable {
    static final String DRIVER = "(nic.driver=madeup)";

    private final BundleContext context;
    private final ServiceRegistration<NicDriver> driver;
    private ServiceRegistration<Accelerator> accelerator;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    MadeUpKernel(BundleContext context) throws Exception {
        this.context = context;
        ServiceReference<NicDriver> memory = context.getServiceReferences(NicDriver.class, "(nic.driver=memory)")
                .iterator()
                .next();
        NicDriver ports = context.getService(memory);
        driver = context.registerService(
                NicDriver.class,
                (name, arrivals, departures) -> port(ports.open(name, arrivals, departures)),
                FrameworkUtil.asDictionary(Map.of("nic.driver", "madeup")));
        accelerator = register();
    }

    private static NicPort port(NicPort port) {
        return fake(NicPort.class, (method, arguments) -> {
            try {
                return method.getName().equals("receiveBy") ? null : method.invoke(port, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private ServiceRegistration<Accelerator> register() {
        return context.registerService(
                Accelerator.class,
                new Accelerator() {
                    @Override
                    public KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows) {
                        begun.incrementAndGet();
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        return flows();
                    }

                    @Override
                    public void clear(String interfaceName, MacAddress vmac) {}
                },
                FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, 1)));
    }

    private KernelFlows flows() {
        return fake(KernelFlows.class, (method, arguments) -> {
            if (method.getName().equals("close") || method.getName().equals("leave")) {
                now.decrementAndGet();
            }
            Class<?> type = method.getReturnType();
            return type == boolean.class ? (Object) false : type == long.class ? (Object) 0L : (Object) 0;
        });
    }

    private interface Answers {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.answer(method, arguments)));
    }

    /** Another accelerator is there, then this one is not. */
    void replaceAccelerator() {
        ServiceRegistration<Accelerator> old = accelerator;
        accelerator = register();
        old.unregister();
    }

    /** How many times it has begun to forward. */
    int begun() {
        return begun.get();
    }

    /** For how many it forwards. */
    int now() {
        return now.get();
    }

    /** For how many it has forwarded at a time. */
    int most() {
        return most.get();
    }

    @Override
    public void close() {
        accelerator.unregister();
        driver.unregister();
    }
}
