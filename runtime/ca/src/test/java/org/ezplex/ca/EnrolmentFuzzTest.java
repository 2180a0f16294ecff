// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.UntrustedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged requests, answers, tokens and books of tokens: each is refused with a reason. */
class EnrolmentFuzzTest {
    private static final int ROUNDS = 300;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private interface Reading {
        void run() throws IOException, RefusedException, UntrustedException;
    }

    private static boolean accepted(Reading reading) throws IOException {
        try {
            reading.run();
            return true;
        } catch (RefusedException | UntrustedException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    @Test
    void whatIsDamagedIsRefused() throws Exception {
        Path book = folder.resolve("tokens");
        Enrolment system = new Enrolment(folder.resolve("pki"), () -> NOW);
        try (CertificateAuthority authority = CertificateAuthority.create(folder.resolve("ca"), "PLEX1", () -> NOW)) {
            Token token = authority.token("SYS1", Duration.ofDays(1));
            EnrolmentRequest request = system.request(token);
            EnrolmentAnswer answer = authority.sign(request);
            Token open = authority.token("SYS2", Duration.ofDays(1));
            new TokenBook(book).add("SYS2", NOW, open.proof());
            List<byte[]> sound = new ArrayList<>(List.of(
                    octets(request.text()),
                    octets(answer.text()),
                    octets(open.text()),
                    octets(SafeFile.readSecret(book)),
                    new Issuer(new SecureRandom()).request("SYS2", new Issuer(new SecureRandom()).keys())));
            Fuzz.of(EnrolmentFuzzTest.class, sound).run(ROUNDS, input -> {
                String text = new String(input, StandardCharsets.ISO_8859_1);
                boolean one = accepted(() -> authority.sign(EnrolmentRequest.parse(text)));
                one |= accepted(() -> system.install(EnrolmentAnswer.parse(text)));
                one |= accepted(() -> Token.parse(text));
                // Proven, so that the damage gets as far as it can.
                one |= accepted(() -> authority.sign(EnrolmentRequest.byToken(open.proof(), input)));
                Files.write(book, input);
                one |= accepted(() -> assertThat(new TokenBook(book).entries()).isNotNull());
                return one;
            });
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
