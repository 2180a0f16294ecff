// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.ezplex.ca.Main;

/** An authority, and systems that are enrolled with it, by its command line. */
final class TestPki {
    private final Path folder;

    TestPki(Path folder) {
        this.folder = folder;
        run(Instant.now().minusSeconds(3 * 365 * 86_400L), "ca", "create", "PLEX1", "--dir", ca());
    }

    /** A system's folder of certificates. */
    Path enrol(String system) {
        return enrol(system, Instant.now());
    }

    /** With a certificate that was made at {@code then}, for a year. */
    Path enrol(String system, Instant then) {
        Path home = folder.resolve(system);
        String request = folder.resolve(system + ".request").toString();
        String token = run(then, "ca", "token", system, "--dir", ca()).strip();
        run(then, "enrol", "request", "--token", token, request, "--home", home.toString());
        run(then, "ca", "sign", request, "--dir", ca());
        run(then, "enrol", "install", request + ".answer", "--home", home.toString());
        return home.resolve("etc/pki");
    }

    /** Revokes a system's certificate, and puts the list into the folder of another. */
    void revoke(String system, Path pki) {
        run(Instant.now(), "ca", "revoke", system, "--dir", ca());
        run(Instant.now(), "ca", "crl", pki.resolve("ca.crl").toString(), "--dir", ca());
    }

    private String ca() {
        return folder.resolve("ca").toString();
    }

    private static String run(Instant at, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, UTF_8);
        int status = Main.run(List.of(args), InstantSource.fixed(at), InputStream.nullInputStream(), printed, printed);
        if (status != 0) {
            throw new AssertionError(String.join(" ", args) + ": " + out.toString(UTF_8));
        }
        return out.toString(UTF_8);
    }
}
