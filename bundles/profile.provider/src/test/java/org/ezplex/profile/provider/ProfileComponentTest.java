// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileComponentTest {
    private static final String BLOCK = "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.1&SYSCLONE. ENDVIPADYNAMIC";

    @TempDir
    Path home;

    private final List<Profile> told = new ArrayList<>();
    private FakeSystem system;
    private List<String> log;
    private Path initial;

    @BeforeEach
    void folder() throws IOException {
        system = new FakeSystem(home);
        log = system.log;
        Files.createDirectories(home.resolve("etc"));
        initial = home.resolve("etc/PROFILE.TCPIP");
    }

    private ProfileComponent start() {
        return system.start();
    }

    private void runLoop() {
        system.runLoop();
    }

    @Test
    void missingProfileIsOneMessageAndAnEmptyProfile() {
        assertThat(start().current()).isEqualTo(Profile.EMPTY);
        assertThat(log)
                .containsExactly("EZX1001E PROFILE etc/PROFILE.TCPIP CANNOT BE READ: NO SUCH FILE."
                        + " THE STACK RUNS WITHOUT A PROFILE");
    }

    @Test
    void folderOrHugeFileInPlaceOfTheProfileIsOneMessage() throws IOException {
        Files.createDirectory(initial);
        assertThat(start().current()).isEqualTo(Profile.EMPTY);
        Files.delete(initial);
        Files.write(initial, new byte[FileSources.LARGEST + 1]);
        assertThat(start().current()).isEqualTo(Profile.EMPTY);
        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("EZX1001E"));
    }

    @Test
    void initialProfileIsInForceWithTheSymbolsOfTheSystem() throws IOException {
        Files.writeString(initial, BLOCK);
        assertThat(start().current().dvipas().get(0).address().toString()).isEqualTo("192.0.2.111/24");
        assertThat(log)
                .containsExactly("EZX1000I PROFILE etc/PROFILE.TCPIP IS IN FORCE:"
                        + " 1 DYNAMIC VIPAS, 0 DISTRIBUTIONS, 0 MESSAGES");
    }

    @Test
    void mistakesOfTheInitialProfileGoToTheHardcopyLog() throws IOException {
        Files.writeString(initial, BLOCK + "\n  NONSENSE\nINCLUDE OTHER");
        Files.writeString(home.resolve("etc/OTHER"), "IPCONFIG TTL 300");
        start();
        assertThat(log).hasSize(3);
        assertThat(log.get(1)).startsWith("EZX1004E 300 ON LINE 1 COLUMN 14 OF OTHER");
        assertThat(log.get(0)).startsWith("EZX1002E NONSENSE ON LINE 2 COLUMN 3 OF etc/PROFILE.TCPIP");
    }

    @Test
    void syntaxcheckGivesTheSameMessagesAndChangesNothing() throws IOException {
        ProfileComponent component = start();
        component.subscribe(told::add);
        runLoop();
        Path file = home.resolve("new");
        Files.writeString(file, BLOCK + " NONSENSE");
        Compilation checked = component.syntaxCheck(Path.of("new"));
        runLoop();
        assertThat(component.current()).isEqualTo(Profile.EMPTY);
        assertThat(told).containsExactly(Profile.EMPTY);
        Compilation obeyed = component.obey(Path.of("new"));
        assertThat(checked.diagnostics()).isEqualTo(obeyed.diagnostics()).hasSize(1);
        assertThat(component.current().dvipas()).hasSize(1);
    }

    @Test
    void listenersAreToldOnTheLoopFirstOfWhatIsInForceThenOfChanges() throws Exception {
        ProfileComponent component = start();
        AutoCloseable subscription = component.subscribe(told::add);
        assertThat(told).isEmpty();
        runLoop();
        assertThat(told).containsExactly(Profile.EMPTY);
        Files.writeString(home.resolve("new"), BLOCK);
        component.obey(home.resolve("new"));
        assertThat(told).hasSize(1);
        runLoop();
        assertThat(told).containsExactly(Profile.EMPTY, component.current());
        component.obey(home.resolve("new"));
        runLoop();
        assertThat(told).hasSize(2);
        subscription.close();
        Files.writeString(home.resolve("new"), "IPCONFIG SOURCEVIPA");
        component.obey(home.resolve("new"));
        runLoop();
        assertThat(told).hasSize(2);
    }

    @Test
    void listenerThatFailsDoesNotKeepTheOthersFromBeingTold() throws IOException {
        ProfileComponent component = start();
        component.subscribe(profile -> {
            if (!profile.dvipas().isEmpty()) {
                throw new IllegalStateException("on purpose");
            }
        });
        component.subscribe(told::add);
        Files.writeString(home.resolve("new"), BLOCK);
        component.obey(Path.of("new"));
        runLoop();
        assertThat(told.get(told.size() - 1)).isEqualTo(component.current());
    }

    @Test
    void obeyOfAMissingFileIsAnErrorAndChangesNothing() {
        ProfileComponent component = start();
        Compilation compilation = component.obey(Path.of("nosuch"));
        assertThat(compilation.clean()).isFalse();
        assertThat(compilation.diagnostics().get(0).text()).isEqualTo("nosuch CANNOT BE READ: NO SUCH FILE");
        assertThat(log).endsWith("EZX1043E nosuch CANNOT BE READ: NO SUCH FILE");
        assertThat(component.current()).isEqualTo(Profile.EMPTY);
    }

    @Test
    void whyAFileCannotBeReadIsSaid() throws IOException {
        ProfileComponent component = start();
        Files.createDirectory(home.resolve("folder"));
        Files.write(home.resolve("huge"), new byte[FileSources.LARGEST + 1]);
        assertThat(component.obey(Path.of("folder")).diagnostics().get(0).text())
                .isEqualTo("folder CANNOT BE READ: IT IS A DIRECTORY");
        assertThat(component.obey(Path.of("/dev/null")).diagnostics().get(0).text())
                .isEqualTo("/dev/null CANNOT BE READ: IT IS NOT A PLAIN FILE");
        assertThat(component.obey(Path.of("huge")).diagnostics().get(0).text())
                .isEqualTo("huge CANNOT BE READ: IT IS LARGER THAN 4194304 BYTES");
        assertThat(FileSources.reason(new AccessDeniedException("secret"))).isEqualTo("PERMISSION DENIED");
    }

    @Test
    void nothingIsToldAfterTheEnd() throws IOException {
        ProfileComponent component = start();
        component.subscribe(told::add);
        component.close();
        runLoop();
        assertThat(told).isEmpty();
    }

    @Test
    void anotherInitialFileIsReadOnlyWhereNoProfileIsInForce() throws IOException {
        ProfileComponent component = start();
        component.subscribe(told::add);
        runLoop();
        Files.writeString(home.resolve("first"), BLOCK);
        component.modified(FakeSystem.config("first"));
        runLoop();
        Profile first = component.current();
        assertThat(first.dvipas()).hasSize(1);
        assertThat(told).containsExactly(Profile.EMPTY, first);
        Files.writeString(home.resolve("second"), "IPCONFIG SOURCEVIPA");
        component.modified(FakeSystem.config("second"));
        runLoop();
        assertThat(component.current()).isSameAs(first);
        assertThat(told).hasSize(2);
    }
}
