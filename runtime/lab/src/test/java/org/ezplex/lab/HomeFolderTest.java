// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    private Path folder;

    private HomeFolder create(String sysname, Optional<Path> profiles, LabPlan.Adapter adapter) {
        return create(sysname, plan(profiles, adapter));
    }

    private HomeFolder create(String sysname, LabPlan plan) {
        HomeFolder home = new HomeFolder(folder.resolve(sysname));
        home.create(sysname, 11, new byte[] {1, 2, 3}, plan);
        return home;
    }

    private LabPlan plan(Optional<Path> profiles, LabPlan.Adapter adapter) {
        return new LabPlan("test", 4, 1, profiles, adapter, folder, true, JsonObject.EMPTY_JSON_OBJECT);
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        HomeFolder home = create("SYS1", Optional.empty(), LabPlan.Adapter.RING);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.key())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(home.key())).containsExactly(1, 2, 3);
    }

    @Test
    void theConfigurationIsAResourceOfTheConfigurator() throws IOException {
        HomeFolder home = create("SYS1", Optional.empty(), LabPlan.Adapter.RING);
        JsonObject json = configuration(home);
        assertThat(json.getInt(":configurator:resource-version")).isEqualTo(1);
        assertThat(json.getJsonObject("org.ezplex.system").getString("sysname")).isEqualTo("SYS1");
        assertThat(json.getJsonObject("org.ezplex.profile").getString("file"))
                .isEqualTo(home.profile().toString());
    }

    @Test
    void theConfigurationOfThePlanIsAddedToWhatTheLabNeeds() throws IOException {
        LabPlan plan = plan(Optional.empty(), LabPlan.Adapter.RING)
                .configured("org.ezplex.distributor", Map.of("maxEmbryonic", 1024))
                .configured("org.ezplex.xcf", Map.of("failureDetectionMillis", 500));
        JsonObject json = configuration(create("SYS1", plan));
        assertThat(json.getJsonObject("org.ezplex.distributor").getInt("maxEmbryonic"))
                .isEqualTo(1024);
        assertThat(json.getJsonObject("org.ezplex.xcf").getInt("failureDetectionMillis"))
                .isEqualTo(500);
        assertThat(json.getJsonObject("org.ezplex.xcf").getString("keyFile")).endsWith("sysplex.key");
    }

    @Test
    void aLabIsPatientUnlessToldHowSoonFailuresAreDetected() throws IOException {
        LabPlan plan = plan(Optional.empty(), LabPlan.Adapter.RING);
        assertThat(xcf("SYS1", plan).getInt("failureDetectionMillis")).isEqualTo(3000);
        assertThat(xcf("SYS2", plan.detecting(OptionalInt.of(500))).getInt("failureDetectionMillis"))
                .isEqualTo(500);
        assertThat(xcf("SYS3", plan.detecting(OptionalInt.empty())))
                .as("the product's own")
                .containsKey("keyFile")
                .doesNotContainKey("failureDetectionMillis");
    }

    private JsonObject xcf(String sysname, LabPlan plan) throws IOException {
        return configuration(create(sysname, plan)).getJsonObject("org.ezplex.xcf");
    }

    private static JsonObject configuration(HomeFolder home) throws IOException {
        try (var reader = Json.createReader(Files.newBufferedReader(home.path().resolve("etc/system.json")))) {
            return reader.readObject();
        }
    }

    @Test
    void theFirstSystemOwnsTheSecondBacksUpTheOthersAreTargets() throws IOException {
        assertThat(profile("SYS1"))
                .contains("VIPADEFINE", "DESTIP ALL", "PORT " + Lab.PORT)
                .contains(Lab.DVIPAS);
        assertThat(profile("SYS2")).contains("VIPABACKUP").contains(Lab.DVIPAS).doesNotContain("VIPADEFINE");
        assertThat(profile("SYS5")).contains("DYNAMICXCF").doesNotContain("VIPADYNAMIC");
    }

    @Test
    void libpcapIsAskedForInTheConfigurationAndElseTheProductsOwnChoice() throws IOException {
        assertThat(osa(LabPlan.Adapter.PCAP).getString("driver.target")).isEqualTo("(nic.driver=pcap)");
        assertThat(osa(LabPlan.Adapter.RING)).containsOnlyKeys("interfaceName");
        assertThat(osa(LabPlan.Adapter.ACCELERATOR)).containsOnlyKeys("interfaceName");
    }

    private JsonObject osa(LabPlan.Adapter adapter) throws IOException {
        return configuration(create(adapter.name(), Optional.empty(), adapter)).getJsonObject("org.ezplex.osa");
    }

    @Test
    void theAcceleratorIsAskedForInTheProfile() throws IOException {
        HomeFolder home = create("SYS3", Optional.empty(), LabPlan.Adapter.ACCELERATOR);
        assertThat(Files.readString(home.profile())).contains("QDIOACCELERATOR");
    }

    @Test
    void ownProfilesGoBeforeAndDefaultServesTheRest() throws IOException {
        Path profiles = Files.createDirectory(folder.resolve("profiles"));
        Files.writeString(profiles.resolve("SYS1.profile"), "; one");
        Files.writeString(profiles.resolve("DEFAULT.profile"), "; rest");
        assertThat(Files.readString(create("SYS1", Optional.of(profiles), LabPlan.Adapter.RING)
                        .profile()))
                .isEqualTo("; one");
        assertThat(Files.readString(create("SYS2", Optional.of(profiles), LabPlan.Adapter.RING)
                        .profile()))
                .isEqualTo("; rest");
    }

    private String profile(String sysname) throws IOException {
        return Files.readString(
                create(sysname, Optional.empty(), LabPlan.Adapter.RING).profile());
    }
}
