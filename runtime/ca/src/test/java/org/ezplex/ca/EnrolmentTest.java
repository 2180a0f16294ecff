// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.SystemName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private CertificateAuthority authority;
    private Enrolment system;

    @BeforeEach
    void create() throws Exception {
        authority = CertificateAuthority.create(ca(), "PLEX1", () -> now);
        system = new Enrolment(pki(), () -> now);
    }

    @AfterEach
    void close() throws Exception {
        authority.close();
    }

    @Test
    void aTokenBecomesACertificate() throws Exception {
        enrol("SYS1");
        Identity identity = Identity.read(pki());
        assertThat(identity.refusal("SYS1", now)).isEmpty();
        assertThat(SystemName.of(identity.certificate())).contains("SYS1");
        assertThat(identity.check().authority().getSubjectX500Principal().getName())
                .isEqualTo("CN=PLEX1");
        assertThat(identity.certificate().getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(365)));
        assertThat(pki())
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("waiting"));
    }

    @Test
    void nationalCharactersOfANameSurvive() throws Exception {
        enrol("#$@1");
        assertThat(Identity.read(pki()).refusal("#$@1", now)).isEmpty();
    }

    @Test
    void everyFileIsItsOwnersOnly() throws Exception {
        enrol("SYS1");
        system.renewal();
        for (Path file : files(folder)) {
            if (!file.endsWith("lock")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
        for (Path secret : List.of(ca(), pki())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void theAuthorityKeepsNoTokenAndAPieceOfPaperHasNone() throws Exception {
        Token token = authority.token("SYS1", DAY);
        EnrolmentRequest request = system.request(token);
        for (Path file : files(folder)) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(token.secret());
        }
        assertThat(request.text() + token).doesNotContain(token.secret());
    }

    @Test
    void aTokenIsGoodOnce() throws Exception {
        Token token = authority.token("SYS1", DAY);
        authority.sign(system.request(token));
        refused("the token was spent already", system.request(token));
    }

    @Test
    void aTokenIsGoodForItsTime() throws Exception {
        Token token = authority.token("SYS1", DAY);
        now = now.plus(DAY);
        refused("the token was good until 2030-01-02T00:00:00Z only", system.request(token));
    }

    @Test
    void aTokenThatNobodyGaveOutIsRefused() throws Exception {
        refused("the token is not one of this authority's", system.request(Token.random("SYS1", new SecureRandom())));
    }

    @Test
    void aTokenIsGoodForItsSystem() throws Exception {
        Token token = authority.token("SYS1", DAY);
        refused("the token is for SYS1, the request for SYS2", system.request(new Token("SYS2", token.secret())));
    }

    @Test
    void aRequestThatWasChangedIsRefused() throws Exception {
        EnrolmentRequest request = system.request(authority.token("SYS1", DAY));
        EnrolmentRequest others =
                new Enrolment(folder.resolve("other"), () -> now).request(Token.random("SYS1", new SecureRandom()));
        refused(
                "the request was not made with the token that it names",
                new EnrolmentRequest(request.by(), request.id(), request.proof(), others.wanted()));
        String broken = request.wanted().replaceFirst("..$", "00");
        refused(
                "the request is not well formed",
                new EnrolmentRequest(request.by(), request.id(), request.proof(), broken));
    }

    @Test
    void aTokenOfARevokedSystemIsCancelled() throws Exception {
        enrol("SYS1");
        Token token = authority.token("SYS1", DAY);
        assertThat(authority.revoke("SYS1")).isEqualTo(new CertificateAuthority.Revoked(1, 1));
        refused("the token was cancelled", system.request(token));
    }

    @Test
    void tokensAreRevokedWhereThereIsNoCertificateYet() throws Exception {
        Token token = authority.token("SYS1", DAY);
        authority.token("SYS1", DAY);
        X509CRL before = authority.list();
        assertThat(authority.revoke("SYS1")).isEqualTo(new CertificateAuthority.Revoked(0, 2));
        refused("the token was cancelled", system.request(token));
        assertThat(authority.list()).as("nobody needs another").isEqualTo(before);
    }

    @Test
    void anAnswerThatIsNotTheAuthoritysIsNotInstalled() throws Exception {
        EnrolmentAnswer answer = authority.sign(system.request(authority.token("SYS1", DAY)));
        try (CertificateAuthority impostor =
                CertificateAuthority.create(folder.resolve("impostor"), "PLEX1", () -> now)) {
            EnrolmentAnswer forged =
                    new EnrolmentAnswer(answer.proof(), answer.certificate(), impostor.certificate(), impostor.list());
            assertThatThrownBy(() -> system.install(forged))
                    .hasMessageStartingWith("the answer is not the authority's");
        }
        assertThat(Identity.isIn(pki())).isFalse();
        system.install(EnrolmentAnswer.parse(answer.text()));
        assertThatThrownBy(() -> system.install(answer)).hasMessage("this system waits for no answer");
    }

    @Test
    void aCertificateIsRenewedByItself() throws Exception {
        enrol("SYS1");
        Identity first = Identity.read(pki());
        now = now.plus(Duration.ofDays(364));
        system.install(authority.sign(EnrolmentRequest.parse(system.renewal().text())));
        Identity second = Identity.read(pki());
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(second.key()).isNotEqualTo(first.key());
        now = now.plus(Duration.ofDays(300));
        assertThat(second.refusal("SYS1", now)).isEmpty();
        assertThat(first.refusal("SYS1", now)).contains(Refusal.EXPIRED);
    }

    @Test
    void anAnswerDoesNotReplaceALaterList() throws Exception {
        enrol("SYS2");
        enrol("SYS1");
        EnrolmentAnswer answer = authority.sign(system.renewal());
        authority.revoke("SYS2");
        SafeFile.write(
                pki().resolve(Identity.REVOKED_FILE),
                Pem.encode(Pem.CRL, authority.list().getEncoded()));
        system.install(answer);
        assertThat(Identity.read(pki()).check().revoked()).isEqualTo(authority.list());
        now = now.plusSeconds(1);
        EnrolmentAnswer last = authority.sign(system.renewal());
        authority.revoke("SYS1");
        SafeFile.write(
                pki().resolve(Identity.REVOKED_FILE),
                Pem.encode(Pem.CRL, authority.list().getEncoded()));
        assertThatThrownBy(() -> system.install(last)).hasMessageContaining("REVOKED");
    }

    @Test
    void whoIsEnrolledWithAnotherAuthorityGetsItsList() throws Exception {
        enrol("SYS1");
        try (CertificateAuthority other = CertificateAuthority.create(folder.resolve("other"), "PLEX2", () -> now)) {
            system.install(other.sign(system.request(other.token("SYS1", DAY))));
            assertThat(Identity.read(pki()).check().revoked()).isEqualTo(other.list());
        }
    }

    @Test
    void anExpiredOrRevokedCertificateRenewsNothing() throws Exception {
        enrol("SYS1");
        EnrolmentRequest renewal = system.renewal();
        now = now.plus(Duration.ofDays(366));
        refused("the certificate that the request is by is not good for that: EXPIRED", renewal);
        now = now.minus(Duration.ofDays(300));
        authority.revoke("SYS1");
        refused("the certificate that the request is by is not good for that: REVOKED", renewal);
    }

    @Test
    void aRenewalByAnotherKeyIsRefused() throws Exception {
        enrol("SYS1");
        EnrolmentRequest renewal = system.renewal();
        EnrolmentRequest other = system.renewal();
        refused(
                "the request was not made with the certificate that it names",
                new EnrolmentRequest(renewal.by(), renewal.id(), other.proof(), renewal.wanted()));
    }

    @Test
    void aListIsAlwaysLaterThanTheOneBefore() throws Exception {
        enrol("SYS1");
        Identity identity = Identity.read(pki());
        now = now.minus(Duration.ofHours(1));
        assertThat(authority.revoke("SYS1").certificates()).isEqualTo(1);
        now = now.plus(Duration.ofHours(2));
        assertThat(identity.withLater(authority.list()).orElseThrow().refusal("SYS1", now))
                .contains(Refusal.REVOKED);
        assertThatThrownBy(() -> authority.revoke("SYS1"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("SYS1 has no certificate that is not revoked, and no token");
        assertThat(authority.all())
                .extracting(CertificateAuthority.Issued::refusal)
                .containsOnly(Optional.of(Refusal.REVOKED));
    }

    @Test
    void oneAtATimeWorksWithAnAuthority() throws Exception {
        assertThatThrownBy(() -> CertificateAuthority.create(ca(), "PLEX2", () -> now))
                .hasMessageStartingWith("somebody works with ");
        authority.close();
        assertThatThrownBy(() -> CertificateAuthority.create(ca(), "PLEX2", () -> now))
                .hasMessageStartingWith("there is an authority in ");
        authority = CertificateAuthority.open(ca(), () -> now);
    }

    private void enrol(String name) throws Exception {
        EnrolmentRequest request = system.request(authority.token(name, DAY));
        EnrolmentAnswer answer = authority.sign(EnrolmentRequest.parse(request.text()));
        system.install(EnrolmentAnswer.parse(answer.text()));
    }

    /** With its reason, and nothing is changed at the authority. */
    private void refused(String reason, EnrolmentRequest request) throws Exception {
        Map<Path, String> before = contents();
        assertThatThrownBy(() -> authority.sign(request))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
        assertThat(contents()).isEqualTo(before);
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        for (Path file : files(ca())) {
            contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path ca() {
        return folder.resolve("ca");
    }

    private Path pki() {
        return folder.resolve("pki");
    }
}
