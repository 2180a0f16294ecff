// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.server.SshServer;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that has stopped can be thrown away with all its classes, and with those of the library. */
@Timeout(60)
class LeakTest {
    @TempDir
    private Path home;

    private final FakeHardcopy hardcopy = new FakeHardcopy();

    /** Its own classes of bundle and libraries, as in a container; everybody else's are shared. */
    private static final class Bundle extends URLClassLoader {
        Bundle() {
            super(
                    new URL[] {
                        place(SshConsole.class),
                        place(SshServer.class),
                        place(BouncyCastleProvider.class),
                        place(PEMParser.class)
                    },
                    LeakTest.class.getClassLoader());
        }

        private static URL place(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean own = name.startsWith("org.ezplex.ssh.")
                    || name.startsWith("org.apache.sshd.")
                    || name.startsWith("org.bouncycastle.");
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && own) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }

    @Test
    void nothingHoldsAStoppedBundle() throws Exception {
        KeyPair anna = Client.newKey();
        Path keys = home.resolve("keys");
        Files.writeString(keys, Client.line("anna", "vary", anna));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        WeakReference<ClassLoader> gone = startAndStop(keys, anna);
        while (gone.get() != null) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(gone.get()).isNull();
    }

    private WeakReference<ClassLoader> startAndStop(Path keys, KeyPair key) throws Exception {
        try (Bundle bundle = new Bundle()) {
            Object settings = constructor(bundle, "Settings")
                    .newInstance(
                            "127.0.0.1",
                            0,
                            keys,
                            home.resolve("host"),
                            Duration.ofHours(1),
                            Duration.ofMinutes(1),
                            2,
                            2,
                            2);
            Object keeper = constructor(bundle, "Keeper").newInstance(settings, hardcopy, new FakeConsole());
            call(keeper, "start");
            while (hardcopy.texts().isEmpty()) {
                Thread.sleep(20);
            }
            int port = Integer.parseInt(hardcopy.texts().get(0).replaceAll(".* PORT (\\d+),.*", "$1"));
            try (Client client = new Client(port);
                    ClientSession session = client.login("anna", key)) {
                assertThat(Client.run(session, "x")).isEqualTo("0 anna VARY x\n");
            }
            call(keeper, "close");
            return new WeakReference<>(bundle);
        }
    }

    private static Constructor<?> constructor(ClassLoader loader, String name) throws Exception {
        Constructor<?> found =
                loader.loadClass("org.ezplex.ssh.provider." + name).getDeclaredConstructors()[0];
        found.setAccessible(true);
        return found;
    }

    private static void call(Object target, String name) throws Exception {
        Method method = target.getClass().getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(target);
    }
}
