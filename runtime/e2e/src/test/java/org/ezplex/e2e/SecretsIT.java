// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;

/** The sysplex key, in whatever form, is in nothing that a system writes or says, not at the finest level of the log either. */
@EndToEnd
class SecretsIT {
    private static final List<String> REPORTS = List.of(
            "netstat vipadcfg detail",
            "netstat vipadyn",
            "netstat vdpt detail",
            "netstat vcrt detail",
            "netstat home",
            "netstat conn",
            "netstat srcip",
            "netstat devlinks",
            "display xcf group",
            "display xcf group EZBTCPCS",
            "display sysplex vipadyn",
            "display sysplex group",
            "display sysplex quiesced",
            "display sysplex monitor",
            "display distributor",
            "display profile history",
            "display osainfo",
            "display messages max all",
            "upgrade status");
    private static final List<String> OF_THE_FRAMEWORK = List.of("felix:lb -l", "scr:list", "felix:help");

    @Test
    void nothingThatASystemSaysHasTheKey() throws IOException {
        try (Lab lab = Lab.up(LabPlan.standard().named("secrets").hosts(2, 0).hostsOnly())) {
            for (LabSystem system : lab.systems()) {
                tellEverything(lab, system);
                ServiceUser.start(lab, system, ServiceUser.capabilities(lab));
            }
            lab.awaitSysplex();
            LabSystem system = lab.system("SYS1");
            Map<String, byte[]> said = said(system);
            assertThat(new String(said.get("log/ezplex.log"), StandardCharsets.UTF_8))
                    .contains(" DEBUG ");
            for (byte[] form : forms(system)) {
                said.forEach((where, octets) -> assertThat(has(octets, form))
                        .as("the key is in %s", where)
                        .isFalse());
            }
        }
    }

    private static void tellEverything(Lab lab, LabSystem system) throws IOException {
        String shipped = Files.readString(lab.plan().distribution().resolve("etc/logback.xml"));
        Files.writeString(
                system.home().resolve("etc/logback.xml"),
                shipped.replace("<root level=\"INFO\">", "<root level=\"ALL\">")
                        .replace("<maxFileSize>5MB<", "<maxFileSize>500MB<"));
    }

    /** As it is in the file, as others may write it, and as it is in memory. */
    private static List<byte[]> forms(LabSystem system) throws IOException {
        String text = Files.readString(system.key()).strip();
        byte[] key = HexFormat.of().parseHex(text);
        List<byte[]> forms = new ArrayList<>(List.of(key));
        Stream.of(
                        text,
                        text.toUpperCase(Locale.ROOT),
                        Base64.getEncoder().withoutPadding().encodeToString(key),
                        text.replaceAll("..", "$0 ").strip())
                .map(form -> form.getBytes(StandardCharsets.ISO_8859_1))
                .forEach(forms::add);
        return forms;
    }

    /** What there is to be looked at, by where it is. */
    private static Map<String, byte[]> said(LabSystem system) throws IOException {
        Map<String, byte[]> said = new TreeMap<>();
        for (String report : REPORTS) {
            said.put(report, reply(system, report));
            said.put(report + " --json", reply(system, report + " --json"));
        }
        OF_THE_FRAMEWORK.forEach(command -> said.put(command, reply(system, command)));
        threadDump(system);
        for (String file : List.of("cmdline", "environ")) {
            said.put(file, Files.readAllBytes(Path.of("/proc/" + system.pid(), file)));
        }
        try (Stream<Path> files = Files.walk(system.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(system.key())) {
                    said.put(system.home().relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return said;
    }

    private static byte[] reply(LabSystem system, String command) {
        return system.console(command).output().getBytes(StandardCharsets.UTF_8);
    }

    /** Goes to the system's standard output, which is a file of the home. */
    private static void threadDump(LabSystem system) {
        system.exec("kill", "-QUIT", Long.toString(system.pid())).output();
        Wait.forCondition("the thread dump", Scene.PATIENCE, () -> {
            try {
                return Files.readString(system.log()).contains("Full thread dump");
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static boolean has(byte[] octets, byte[] form) {
        String all = new String(octets, StandardCharsets.ISO_8859_1);
        return all.contains(new String(form, StandardCharsets.ISO_8859_1));
    }
}
