// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.ezplex.system.SystemImage;
import org.junit.jupiter.api.Test;

/** A system that wants no SSH pays nothing for it. */
class SshConsoleTest {
    /** Loads the bundle's classes anew, and tells which were asked for. */
    private static final class Asked extends URLClassLoader {
        private final Set<String> names = new HashSet<>();

        Asked() {
            super(
                    new URL[] {
                        SshConsole.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    SshConsoleTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            names.add(name);
            if (name.startsWith("org.ezplex.ssh.") && !name.contains("Test")) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    void withoutItNoClassOfTheLibraryIsLoaded() throws Exception {
        try (Asked loader = new Asked()) {
            Class<?> component = loader.loadClass("org.ezplex.ssh.provider.SshConsole");
            Class<?> config = loader.loadClass("org.ezplex.ssh.provider.SshConsole$Config");
            Constructor<?> constructor = Arrays.stream(component.getConstructors())
                    .filter(c -> c.getParameterCount() == 4)
                    .findFirst()
                    .orElseThrow();
            Object off =
                    Proxy.newProxyInstance(loader, new Class<?>[] {config}, (p, method, a) -> method.getDefaultValue());
            SystemImage image = (SystemImage) Proxy.newProxyInstance(
                    SystemImage.class.getClassLoader(),
                    new Class<?>[] {SystemImage.class},
                    (p, method, a) -> Path.of("home"));
            constructor.newInstance(image, null, null, off);
            assertThat(loader.names).contains("org.ezplex.ssh.provider.SshConsole");
            assertThat(loader.names)
                    .noneMatch(name -> name.startsWith("org.apache.sshd") || name.contains("bouncycastle"));
        }
    }
}
