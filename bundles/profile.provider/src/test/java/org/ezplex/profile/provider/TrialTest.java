// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ezplex.profile.Compilation;
import org.ezplex.profile.Profile;
import org.ezplex.profile.ProfileException;
import org.ezplex.profile.Snapshot;
import org.ezplex.profile.Trial;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of the profile: what is kept when, rolling back, and changes that come undone unless they are confirmed. */
class TrialTest {
    private static final Path INITIAL = Path.of("etc/PROFILE.TCPIP");
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    Path home;

    private final List<Profile> told = new ArrayList<>();
    private FakeSystem system;
    private ProfileComponent component;

    @BeforeEach
    void system() throws IOException {
        Files.createDirectories(home.resolve("etc"));
        write(INITIAL.toString(), "IPCONFIG DYNAMICXCF 198.51.100.11 24 1", dvipa(100));
        write("two", dvipa(102));
        write("three", "VIPADYNAMIC VIPADELETE 192.0.2.100 ENDVIPADYNAMIC", dvipa(103));
        system = new FakeSystem(home);
        start();
    }

    private void start() {
        component = system.start();
        component.subscribe(told::add);
        system.runLoop();
        told.clear();
    }

    private void killAndStart() {
        system.kill();
        start();
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(home.resolve(file), String.join("\n", lines));
    }

    private static String dvipa(int last) {
        return "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2." + last + " ENDVIPADYNAMIC";
    }

    private Compilation obey(String file) {
        return component.obey(home.resolve(file));
    }

    private void tryOut(String file) {
        component.obey(home.resolve(file), MINUTE);
    }

    /** The last octets of the DVIPAs in force. */
    private List<String> dvipas() {
        return component.current().dvipas().stream()
                .map(d -> d.address().address().toString().substring("192.0.2.".length()))
                .toList();
    }

    private List<String> by() {
        return component.snapshots().stream().map(Snapshot::by).toList();
    }

    private void refused(String start, Runnable change) {
        Profile before = component.current();
        int snapshots = component.snapshots().size();
        assertThatThrownBy(change::run).isInstanceOf(ProfileException.class).hasMessageStartingWith(start);
        assertThat(component.current()).isEqualTo(before);
        assertThat(component.snapshots()).hasSize(snapshots);
    }

    @Test
    void whateverIsPutInForceIsKept() throws IOException {
        write("two", dvipa(102), "NONSENSE", "INCLUDE etc/more");
        write("etc/more", "IPCONFIG TTL 9");
        obey("two");
        assertThat(component.snapshots())
                .containsExactly(
                        new Snapshot(1, FakeSystem.START, "START", List.of("etc/PROFILE.TCPIP"), 2, 0, true),
                        new Snapshot(2, FakeSystem.START, "VARY OBEYFILE two", List.of("two", "etc/more"), 3, 1, true));
        assertThat(component.currentSnapshot()).isEqualTo(2);
        assertThat(component.statements(2).orElseThrow())
                .containsExactly(
                        "IPCONFIG",
                        "  DYNAMICXCF 198.51.100.11/24 1",
                        "  TTL 9",
                        "VIPADYNAMIC",
                        "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.100",
                        "VIPADEFINE MOVEABLE IMMEDIATE 255.255.255.0 192.0.2.102",
                        "ENDVIPADYNAMIC");
        obey("two");
        component.syntaxCheck(home.resolve("three"));
        obey("nosuch");
        assertThat(component.snapshots()).hasSize(2);
    }

    @Test
    void aSystemThatCannotKeepItRunsAllTheSame() throws IOException {
        component.close();
        Files.move(home.resolve("history"), home.resolve("away"));
        write("history", "in the way");
        killAndStart();
        assertThat(dvipas()).containsExactly("100");
        obey("two");
        assertThat(dvipas()).containsExactly("100", "102");
        assertThat(component.currentSnapshot()).isZero();
        refused("THE HISTORY OF THE PROFILE IN ", () -> tryOut("three"));
        refused("THERE IS NO SNAPSHOT 1", () -> component.rollback(1, Optional.empty()));
        assertThat(system.log).filteredOn(line -> line.startsWith("EZX1048E")).hasSize(1);
    }

    @Test
    void rollbackPutsAllOfAnEarlierProfileInForce() {
        obey("two");
        obey("three");
        assertThat(dvipas()).containsExactly("102", "103");
        system.runLoop();
        told.clear();
        assertThat(component.rollback(1, Optional.empty()).clean()).isTrue();
        system.runLoop();
        assertThat(dvipas()).containsExactly("100");
        assertThat(told).containsExactly(component.current());
        assertThat(by())
                .containsExactly("START", "VARY OBEYFILE two", "VARY OBEYFILE three", "VARY PROFILE ROLLBACK 1");
        assertThat(system.log).endsWith("EZX1054I THE PROFILE IS AGAIN AS IN SNAPSHOT 1");
        component.rollback(3, Optional.empty());
        assertThat(dvipas()).containsExactly("102", "103");
        component.rollback(3, Optional.empty());
        assertThat(component.snapshots()).hasSize(5);
    }

    @Test
    void rollbackThatCannotBeIsRefusedAndChangesNothing() throws IOException {
        refused("THERE IS NO SNAPSHOT 7", () -> component.rollback(7, Optional.empty()));
        write(INITIAL.toString(), "IPCONFIG DYNAMICXCF 198.51.100.12 24 1");
        killAndStart();
        refused(
                "SNAPSHOT 1 CANNOT BE PUT IN FORCE: 198.51.100.11/24 ON LINE 2 COLUMN 14 OF SNAPSHOT 1",
                () -> component.rollback(1, Optional.empty()));
        write(
                "hot",
                "VIPADYNAMIC VIPADEFINE 255.255.255.0 192.0.2.100",
                "VIPADISTRIBUTE DISTM HOTSTANDBY 192.0.2.100 PORT 80 DESTIP 198.51.100.12 PREFERRED 198.51.100.13"
                        + " BACKUP",
                "VIPADISTRIBUTE DELETE 192.0.2.100 PORT 80 DESTIP 198.51.100.13 ENDVIPADYNAMIC");
        obey("hot");
        Snapshot hot = component.snapshots().get(2);
        assertThat(hot.restorable()).isFalse();
        refused("SNAPSHOT 3 CANNOT BE PUT IN FORCE: ", () -> tryOut("two"));
        obey("two");
        refused("SNAPSHOT 3 CANNOT BE PUT IN FORCE: ", () -> component.rollback(3, Optional.empty()));
    }

    @Test
    void changeThatIsNotConfirmedComesUndone() {
        obey("two");
        tryOut("three");
        system.runLoop();
        assertThat(dvipas()).containsExactly("102", "103");
        assertThat(component.trial()).contains(new Trial("VARY OBEYFILE three", 3, 2, 60));
        assertThat(system.log)
                .endsWith("EZX1050I SNAPSHOT 3 IS IN FORCE ON TRIAL: UNLESS IT IS CONFIRMED WITHIN 60 SECONDS,"
                        + " SNAPSHOT 2 COMES BACK");
        system.pass(MINUTE.minus(MOMENT));
        assertThat(component.trial()).contains(new Trial("VARY OBEYFILE three", 3, 2, 1));
        told.clear();
        system.pass(MOMENT);
        assertThat(dvipas()).containsExactly("100", "102");
        assertThat(told).containsExactly(component.current());
        assertThat(component.trial()).isEmpty();
        assertThat(by()).endsWith("END OF THE TRIAL OF 3");
        assertThat(system.log)
                .endsWith("EZX1052E SNAPSHOT 3 WAS NOT CONFIRMED IN TIME: THE PROFILE IS AGAIN AS IN SNAPSHOT 2");
        refused("NOTHING WAITS", component::confirm);
    }

    @Test
    void changeThatIsConfirmedStays() {
        tryOut("two");
        assertThat(component.confirm()).isEqualTo(2);
        assertThat(system.log).endsWith("EZX1051I SNAPSHOT 2 IS CONFIRMED");
        assertThat(component.trial()).isEmpty();
        system.pass(MINUTE.multipliedBy(2));
        assertThat(dvipas()).containsExactly("100", "102");
        tryOut("three");
        system.pass(MOMENT);
        assertThat(dvipas()).containsExactly("102", "103");
    }

    @Test
    void killBeforeTheConfirmationBringsBackWhatWasBefore() throws IOException {
        obey("two");
        // The usual way: the initial profile itself is changed, and obeyed.
        write(INITIAL.toString(), "IPCONFIG DYNAMICXCF 198.51.100.11 24 1", dvipa(109));
        tryOut(INITIAL.toString());
        assertThat(dvipas()).containsExactly("100", "102", "109");
        killAndStart();
        assertThat(dvipas()).containsExactly("100", "102");
        assertThat(system.log)
                .containsExactly("EZX1053E SNAPSHOT 3 WAS NOT CONFIRMED WHEN THE SYSTEM ENDED: THE PROFILE IS AS IN"
                        + " SNAPSHOT 2, AND NOT AS IN etc/PROFILE.TCPIP");
        assertThat(component.trial()).isEmpty();
        assertThat(by()).endsWith("START AS BEFORE SNAPSHOT 3");
        killAndStart();
        assertThat(dvipas()).containsExactly("109");
    }

    @Test
    void killAfterTheConfirmationOrTheEndOfTheTrialStartsAsAlways() {
        tryOut("two");
        component.confirm();
        killAndStart();
        assertThat(dvipas()).containsExactly("100");
        assertThat(system.log).noneMatch(line -> line.startsWith("EZX1053E"));
        tryOut("two");
        system.pass(MINUTE);
        killAndStart();
        assertThat(system.log).noneMatch(line -> line.startsWith("EZX1053E"));
    }

    /** The note is written first: a system that ends right behind it has no snapshot of the change yet. */
    @Test
    void killBeforeTheChangeIsInForceIsNoOtherThanAfterIt() throws IOException {
        tryOut("two");
        Files.move(home.resolve("history/0002"), home.resolve("away"));
        killAndStart();
        assertThat(dvipas()).containsExactly("100");
        assertThat(component.currentSnapshot()).isEqualTo(2);
    }

    @Test
    void snapshotThatWasEditedIsNotPutInForce() throws IOException {
        tryOut("two");
        component.confirm();
        Files.writeString(home.resolve("history/0001/statements"), "");
        refused(
                "SNAPSHOT 1 CANNOT BE PUT IN FORCE: ITS STATEMENTS ARE NOT THOSE THAT WERE KEPT",
                () -> component.rollback(1, Optional.empty()));
        assertThat(component.currentSnapshot()).isEqualTo(2);
    }

    @Test
    void snapshotThatIsGoneLeavesTheInitialProfile() throws IOException {
        tryOut("two");
        Files.move(home.resolve("history/0001"), home.resolve("away"));
        killAndStart();
        assertThat(dvipas()).containsExactly("100");
        assertThat(system.log)
                .anyMatch(line -> line.startsWith("EZX1046E SNAPSHOT 1 "))
                .anyMatch(line -> line.startsWith("EZX1000I"));
        killAndStart();
        assertThat(system.log).noneMatch(line -> line.startsWith("EZX1046E"));
    }

    @Test
    void aSystemThatStopsDuringATrialTakesItBackAtItsStart() {
        tryOut("two");
        system.ending(true);
        component.close();
        system.pass(MINUTE);
        assertThat(system.log).noneMatch(line -> line.startsWith("EZX1052E"));
        start();
        assertThat(system.log).anyMatch(line -> line.startsWith("EZX1053E"));
    }

    @Test
    void aBundleThatIsReplacedGoesOnWithWhatWasInForce() {
        obey("two");
        component.close();
        start();
        assertThat(dvipas()).containsExactly("100", "102");
        assertThat(component.currentSnapshot()).isEqualTo(2);
        assertThat(by()).containsExactly("START", "VARY OBEYFILE two");
        assertThat(system.log).endsWith("EZX1054I THE PROFILE IS AGAIN AS IN SNAPSHOT 2");
        killAndStart();
        assertThat(dvipas()).containsExactly("100");
    }

    @Test
    void aSystemThatStopsReadsTheInitialProfileAtItsStart() {
        obey("two");
        system.ending(true);
        component.close();
        start();
        assertThat(dvipas()).containsExactly("100");
    }

    /** As after the end of a system: who would confirm it, and when, is not known to the one that comes. */
    @Test
    void aBundleThatIsReplacedDuringATrialTakesItBack() {
        obey("two");
        tryOut("three");
        component.close();
        start();
        assertThat(dvipas()).containsExactly("100", "102");
        assertThat(system.log).anyMatch(line -> line.startsWith("EZX1053E"));
    }

    @Test
    void whatIsHandedOverButGoneLeavesTheInitialProfile() throws IOException {
        obey("two");
        component.close();
        Files.move(home.resolve("history/0002"), home.resolve("away"));
        start();
        assertThat(dvipas()).containsExactly("100");
        assertThat(system.log).anyMatch(line -> line.startsWith("EZX1046E SNAPSHOT 2 "));
    }

    @Test
    void noOtherChangeIsMadeDuringATrial() {
        tryOut("two");
        system.pass(MOMENT);
        String waits = "THE PROFILE IS NOT CHANGED: SNAPSHOT 2 WAITS 59 SECONDS MORE FOR ITS CONFIRMATION";
        refused(waits, () -> obey("three"));
        refused(waits, () -> tryOut("three"));
        refused(waits, () -> component.rollback(2, Optional.empty()));
        refused(waits, () -> component.rollback(1, Optional.of(MINUTE)));
        component.syntaxCheck(home.resolve("three"));
        assertThat(component.trial()).isPresent();
    }

    @Test
    void changeThatCannotBeNotedIsNotTriedOut() throws IOException {
        Files.createDirectories(home.resolve("history/trial/in/the/way"));
        refused("THE HISTORY OF THE PROFILE IN ", () -> tryOut("two"));
        Files.move(home.resolve("history/trial"), home.resolve("away"));
        Files.createDirectories(home.resolve("history/0002/in/the/way"));
        refused("THE HISTORY OF THE PROFILE IN ", () -> tryOut("two"));
        assertThat(component.trial()).isEmpty();
        assertThat(component.currentSnapshot()).isEqualTo(1);
        killAndStart();
        assertThat(system.log).noneMatch(line -> line.startsWith("EZX1053E"));
    }

    @Test
    void trialWhoseEndCannotBeNotedWaitsOn() throws IOException {
        tryOut("two");
        Files.move(home.resolve("history/trial"), home.resolve("away"));
        Files.createDirectories(home.resolve("history/trial/in/the/way"));
        refused("THE HISTORY OF THE PROFILE IN ", component::confirm);
        assertThat(component.trial()).isPresent();
        system.pass(MINUTE);
        assertThat(dvipas()).containsExactly("100");
    }

    @Test
    void rollbackToWhatWasBeforeEndsTheTrialAtOnce() {
        tryOut("two");
        component.rollback(1, Optional.empty());
        assertThat(dvipas()).containsExactly("100");
        assertThat(component.trial()).isEmpty();
        system.pass(MINUTE);
        assertThat(component.snapshots()).hasSize(3);
        tryOut("two");
        assertThat(component.trial()).isPresent();
    }

    @Test
    void rollbackCanBeOnTrialToo() {
        obey("two");
        component.rollback(1, Optional.of(MINUTE));
        assertThat(dvipas()).containsExactly("100");
        system.pass(MINUTE);
        assertThat(dvipas()).containsExactly("100", "102");
    }

    @Test
    void aFileThatChangesNothingIsNotOnTrial() throws IOException {
        write("nothing", "; nothing");
        tryOut("nothing");
        assertThat(component.trial()).isEmpty();
        tryOut("nosuch");
        assertThat(component.trial()).isEmpty();
    }

    @Test
    void theSettingsBoundTheHistory() throws IOException {
        component.modified(FakeSystem.config(Map.of("file", INITIAL.toString(), "historySnapshots", 4)));
        for (int i = 1; i <= 9; i++) {
            write("n", dvipa(i));
            obey("n");
        }
        assertThat(component.snapshots()).extracting(Snapshot::number).containsExactly(7, 8, 9, 10);
        tryOut("two");
        system.pass(MINUTE);
        assertThat(dvipas()).contains("9").doesNotContain("102");
    }
}
