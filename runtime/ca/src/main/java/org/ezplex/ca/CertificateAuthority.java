// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.trust.CertificateCheck;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.SystemName;
import org.ezplex.trust.UntrustedException;

/**
 * The authority of a sysplex: a folder.
 *
 * <pre>
 *  ca.key            its private key              tokens     what was given out, see {@link TokenBook}
 *  ca.crt            its certificate              issued/    each certificate, by its serial number in hexadecimal
 *  ca.crl            its list of revoked ones     lock       held by whoever works here
 * </pre>
 *
 * Holds the folder from opening to closing; one at a time, for one thread.
 */
final class CertificateAuthority implements AutoCloseable {
    private static final Duration OWN_LIFE = Duration.ofDays(20 * 365);
    private static final Duration LIST_LIFE = Duration.ofDays(365);
    static final Duration SYSTEMS_LIFE = Duration.ofDays(365);
    /** Clocks of systems differ. */
    private static final Duration EARLY = Duration.ofMinutes(10);

    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Issuer issuer = new Issuer(random);
    private final FileChannel lock;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final TokenBook tokens;

    /** Something that was issued, and what became of it. */
    record Issued(X509Certificate certificate, Optional<Refusal> refusal) {}

    /** How many of a system's are worth nothing any more. */
    record Revoked(int certificates, int tokens) {}

    private CertificateAuthority(Path folder, InstantSource clock, FileChannel lock)
            throws IOException, UntrustedException {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        this.key = Pem.key(Pem.decodeOne(Pem.KEY, SafeFile.readSecret(folder.resolve("ca.key"))));
        this.certificate = Pem.certificate(Pem.decodeOne(Pem.CERTIFICATE, SafeFile.read(folder.resolve("ca.crt"))));
        this.tokens = new TokenBook(folder.resolve("tokens"));
    }

    /** Makes the authority of {@code sysplex} in a folder that has none. */
    static CertificateAuthority create(Path folder, String sysplex, InstantSource clock)
            throws IOException, RefusedException, UntrustedException {
        if (!SystemName.isOne(sysplex)) {
            throw new RefusedException("'" + sysplex + "' is no name of a sysplex", "give 1 to 8 of A-Z 0-9 $ # @");
        }
        SafeFile.makeFolder(folder);
        FileChannel lock = lock(folder);
        try {
            if (!Files.notExists(folder.resolve("ca.key")) || !Files.notExists(folder.resolve("ca.crt"))) {
                throw new RefusedException(
                        "there is an authority in " + folder, "give another folder by --dir, or move that away first");
            }
            Issuer issuer = new Issuer(new SecureRandom());
            KeyPair keys = issuer.keys();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Issuer.Validity validity = new Issuer.Validity(now.minus(EARLY), now.plus(OWN_LIFE));
            X509Certificate certificate = issuer.authority(sysplex, keys, validity);
            X509CRL none = issuer.list(
                    Map.of(), new Issuer.Validity(now, now.plus(LIST_LIFE)), certificate, keys.getPrivate());
            SafeFile.makeFolder(folder.resolve("issued"));
            SafeFile.write(
                    folder.resolve("ca.key"),
                    Pem.encode(Pem.KEY, keys.getPrivate().getEncoded()));
            SafeFile.write(folder.resolve("ca.crl"), Pem.encode(Pem.CRL, none.getEncoded()));
            SafeFile.write(folder.resolve("ca.crt"), Pem.encode(Pem.CERTIFICATE, certificate.getEncoded()));
            return new CertificateAuthority(folder, clock, lock);
        } catch (GeneralSecurityException e) {
            lock.close();
            throw new IllegalStateException(e);
        } catch (IOException | RefusedException | UntrustedException e) {
            lock.close();
            throw e;
        }
    }

    static CertificateAuthority open(Path folder, InstantSource clock)
            throws IOException, RefusedException, UntrustedException {
        // What cannot be looked for is there, perhaps: opening it says why.
        if (Files.notExists(folder.resolve("ca.crt"))) {
            throw new RefusedException(
                    "there is no authority in " + folder, "ezplex ca create SYSPLEX, or say where by --dir");
        }
        FileChannel lock = lock(folder);
        try {
            return new CertificateAuthority(folder, clock, lock);
        } catch (IOException | UntrustedException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException, RefusedException {
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // By this process, which is as good as by another.
        }
        lock.close();
        throw new RefusedException("somebody works with " + folder, "try again in a moment");
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The right to one certificate for {@code system}, good for {@code life}. Rights given before stay. */
    Token token(String system, Duration life) throws IOException, RefusedException {
        requireName(system);
        Token token = Token.random(system, random);
        tokens.add(system, clock.instant().plus(life), token.proof());
        return token;
    }

    List<TokenBook.Entry> tokens() {
        return tokens.entries();
    }

    /** Issues what is asked for, if that may be; a token is spent by it, before anything else, so that nothing makes it good twice. */
    EnrolmentAnswer sign(EnrolmentRequest request) throws IOException, RefusedException, UntrustedException {
        Issuer.Wanted wanted = Issuer.Wanted.parse(request.octets());
        if (request.by().equals(EnrolmentRequest.CERTIFICATE)) {
            requireCurrent(request, wanted.system());
            return issue(wanted);
        }
        Proof proof = tokens.open(request.id(), wanted.system(), clock.instant());
        if (!proof.matches(request.proof(), EnrolmentRequest.PURPOSE, request.octets())) {
            throw new RefusedException(
                    "the request was not made with the token that it names", "make it again on that system");
        }
        tokens.spend(proof.id());
        return issue(wanted).proven(proof);
    }

    private void requireCurrent(EnrolmentRequest request, String system)
            throws IOException, RefusedException, UntrustedException {
        X509Certificate current = issued().stream()
                .filter(each -> serial(each).equals(request.id()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "the request is by a certificate that is not of this authority", "enrol with a token"));
        Optional<Refusal> refusal = check().refusal(current, system, clock.instant());
        if (refusal.isPresent()) {
            throw new RefusedException(
                    "the certificate that the request is by is not good for that: " + refusal.get(),
                    "enrol with a token");
        }
        if (!verifies(current, request)) {
            throw new RefusedException(
                    "the request was not made with the certificate that it names", "make it again on that system");
        }
    }

    private static boolean verifies(X509Certificate current, EnrolmentRequest request) {
        try {
            Signature signature = Signature.getInstance(Issuer.SIGNATURE);
            signature.initVerify(current);
            signature.update(request.octets());
            return signature.verify(HexFormat.of().parseHex(request.proof()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private EnrolmentAnswer issue(Issuer.Wanted wanted) throws IOException, UntrustedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Issuer.Validity validity = new Issuer.Validity(now.minus(EARLY), now.plus(SYSTEMS_LIFE));
        X509Certificate made = issuer.system(wanted.system(), wanted.key(), validity, certificate, key);
        try {
            SafeFile.write(
                    folder.resolve("issued").resolve(serial(made) + ".crt"),
                    Pem.encode(Pem.CERTIFICATE, made.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new EnrolmentAnswer(EnrolmentAnswer.NONE, made, certificate, list());
    }

    /** Makes every certificate and token of {@code system} worthless; there has to be one or more. */
    Revoked revoke(String system) throws IOException, RefusedException, UntrustedException {
        requireName(system);
        int cancelled = tokens.cancel(system);
        X509CRL before = list();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
        if (before.getRevokedCertificates() != null) {
            before.getRevokedCertificates()
                    .forEach(each -> revoked.put(
                            each.getSerialNumber(), each.getRevocationDate().toInstant()));
        }
        int already = revoked.size();
        issued().stream()
                .filter(each -> SystemName.of(each).equals(Optional.of(system)))
                .forEach(each -> revoked.putIfAbsent(each.getSerialNumber(), now));
        if (revoked.size() == already) {
            if (cancelled == 0) {
                throw new RefusedException(
                        system + " has no certificate that is not revoked, and no token", "see ezplex ca list");
            }
            return new Revoked(0, cancelled);
        }
        // A list is taken only in place of an earlier one, whatever has become of the clock.
        Instant next = before.getThisUpdate().toInstant().plusSeconds(1);
        Instant from = now.isAfter(next) ? now : next;
        X509CRL list = issuer.list(revoked, new Issuer.Validity(from, from.plus(LIST_LIFE)), certificate, key);
        try {
            SafeFile.write(folder.resolve("ca.crl"), Pem.encode(Pem.CRL, list.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new Revoked(revoked.size() - already, cancelled);
    }

    /** The list of revoked certificates. */
    X509CRL list() throws IOException, UntrustedException {
        return Pem.crl(Pem.decodeOne(Pem.CRL, SafeFile.read(folder.resolve("ca.crl"))));
    }

    /** Everything that was ever issued, by system, the newest last. */
    List<Issued> all() throws IOException, UntrustedException {
        CertificateCheck check = check();
        Instant now = clock.instant();
        return issued().stream()
                .map(each -> new Issued(each, check.refusal(each, now)))
                .collect(Collectors.toList());
    }

    private CertificateCheck check() throws IOException, UntrustedException {
        return new CertificateCheck(certificate, list());
    }

    private List<X509Certificate> issued() throws IOException, UntrustedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder.resolve("issued"))) {
            files = all.filter(file -> file.toString().endsWith(".crt")).toList();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : files) {
            certificates.add(Pem.certificate(Pem.decodeOne(Pem.CERTIFICATE, SafeFile.read(file))));
        }
        certificates.sort(Comparator.comparing(
                        (X509Certificate each) -> SystemName.of(each).orElse(""))
                .thenComparing(each -> each.getNotBefore().toInstant()));
        return certificates;
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private static void requireName(String system) throws RefusedException {
        if (!SystemName.isOne(system)) {
            throw new RefusedException("'" + system + "' is no name of a system", "give 1 to 8 of A-Z 0-9 $ # @");
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
