// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    private Path folder;

    private HomeFolder create(String sysname, Optional<Path> profiles, LabPlan.Adapter adapter) {
        HomeFolder home = new HomeFolder(folder.resolve(sysname));
        home.create(sysname, 11, new byte[] {1, 2, 3}, profiles, adapter);
        return home;
    }

    @Test
    void theKeyIsForItsOwnerOnly() throws IOException {
        HomeFolder home = create("SYS1", Optional.empty(), LabPlan.Adapter.PCAP);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.key())))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(home.key())).containsExactly(1, 2, 3);
    }

    @Test
    void theConfigurationIsAResourceOfTheConfigurator() throws IOException {
        HomeFolder home = create("SYS1", Optional.empty(), LabPlan.Adapter.PCAP);
        JsonObject json;
        try (var reader = Json.createReader(Files.newBufferedReader(home.path().resolve("etc/system.json")))) {
            json = reader.readObject();
        }
        assertThat(json.getInt(":configurator:resource-version")).isEqualTo(1);
        assertThat(json.getJsonObject("org.ezplex.system").getString("sysname")).isEqualTo("SYS1");
        assertThat(json.getJsonObject("org.ezplex.profile").getString("file"))
                .isEqualTo(home.profile().toString());
    }

    @Test
    void theFirstSystemOwnsTheSecondBacksUpTheOthersAreTargets() throws IOException {
        assertThat(profile("SYS1")).contains("VIPADEFINE", "DESTIP ALL");
        assertThat(profile("SYS2")).contains("VIPABACKUP").doesNotContain("VIPADEFINE");
        assertThat(profile("SYS5")).contains("DYNAMICXCF").doesNotContain("VIPADYNAMIC");
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
        assertThat(Files.readString(create("SYS1", Optional.of(profiles), LabPlan.Adapter.PCAP)
                        .profile()))
                .isEqualTo("; one");
        assertThat(Files.readString(create("SYS2", Optional.of(profiles), LabPlan.Adapter.PCAP)
                        .profile()))
                .isEqualTo("; rest");
    }

    private String profile(String sysname) throws IOException {
        return Files.readString(
                create(sysname, Optional.empty(), LabPlan.Adapter.PCAP).profile());
    }
}
