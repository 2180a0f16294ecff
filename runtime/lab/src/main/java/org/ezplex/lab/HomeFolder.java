// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** The home folder of one lab system: configuration, profile, key, logs. */
final class HomeFolder {
    /** All systems share this machine's processors: one that waits for its turn is not to be taken for dead. */
    private static final long FAILURE_DETECTION_MILLIS = 3000;

    private final Path folder;

    HomeFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    Path log() {
        return folder.resolve("log/console.log");
    }

    Path profile() {
        return folder.resolve("etc/PROFILE.TCPIP");
    }

    Path key() {
        return folder.resolve("etc/sysplex.key");
    }

    Path consoleSocket() {
        return folder.resolve("run/console.sock");
    }

    /** Writes everything a system needs to start. */
    void create(String sysname, int number, byte[] key, LabPlan plan) {
        try {
            for (String part : List.of("etc", "log", "run")) {
                Files.createDirectories(folder.resolve(part));
            }
            Files.createFile(key(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(key(), key);
            Files.writeString(profile(), profileFor(sysname, plan), StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve("etc/system.json"),
                    merged(configuration(sysname, number, plan.adapter()), plan.configuration())
                            .toString(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A resource of the OSGi Configurator. SYSCLONE is the number in the system's addresses, so that profiles can use it. */
    private JsonObject configuration(String sysname, int number, LabPlan.Adapter adapter) {
        return Json.createObjectBuilder()
                .add(":configurator:resource-version", 1)
                .add(
                        "org.ezplex.system",
                        Json.createObjectBuilder()
                                .add("sysname", sysname)
                                .add("sysclone", Integer.toString(number))
                                .add("sysplex", "LABPLEX")
                                .add("tcpname", "TCPIP"))
                .add(
                        "org.ezplex.xcf",
                        Json.createObjectBuilder()
                                .add("interfaceName", Network.Lan.XCF.interfaceName())
                                .add("keyFile", key().toString())
                                .add("failureDetectionMillis", FAILURE_DETECTION_MILLIS))
                .add("org.ezplex.osa", adapter(adapter))
                .add(
                        "org.ezplex.profile",
                        Json.createObjectBuilder().add("file", profile().toString()))
                .build();
    }

    private static JsonObjectBuilder adapter(LabPlan.Adapter adapter) {
        JsonObjectBuilder osa = Json.createObjectBuilder().add("interfaceName", Network.Lan.LAN.interfaceName());
        return adapter == LabPlan.Adapter.PCAP ? osa.add("driver.target", "(nic.driver=pcap)") : osa;
    }

    private static JsonObject merged(JsonObject configuration, JsonObject more) {
        JsonObjectBuilder all = Json.createObjectBuilder(configuration);
        more.keySet().forEach(pid -> {
            JsonObject own =
                    configuration.getOrDefault(pid, JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
            JsonObjectBuilder attributes =
                    Json.createObjectBuilder(own).addAll(Json.createObjectBuilder(more.getJsonObject(pid)));
            more.getJsonObject(pid).forEach((name, value) -> {
                if (value.equals(JsonValue.NULL)) {
                    attributes.remove(name);
                }
            });
            all.add(pid, attributes);
        });
        return all.build();
    }

    private static String profileFor(String sysname, LabPlan plan) throws IOException {
        String text = readProfile(sysname, plan.profiles());
        return plan.adapter() == LabPlan.Adapter.ACCELERATOR ? text + "\nIPCONFIG QDIOACCELERATOR\n" : text;
    }

    private static String readProfile(String sysname, Optional<Path> profiles) throws IOException {
        for (String name : List.of(sysname + ".profile", "DEFAULT.profile")) {
            if (profiles.isPresent()) {
                Path file = profiles.get().resolve(name);
                if (Files.exists(file)) {
                    return Files.readString(file, StandardCharsets.UTF_8);
                }
                continue;
            }
            try (InputStream stream = HomeFolder.class.getResourceAsStream("profiles/" + name)) {
                if (stream != null) {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new LabException("there is no " + sysname + ".profile and no DEFAULT.profile in "
                + profiles.map(Path::toString).orElse("the lab"));
    }
}
