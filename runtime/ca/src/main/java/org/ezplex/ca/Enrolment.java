// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.SystemName;
import org.ezplex.trust.UntrustedException;

/**
 * A system's side of enrolment, in its folder of trust. What waits for an answer lies beside what is in use:
 *
 * <pre>
 *  waiting.key     the new private key
 *  waiting.proof   by what the answer is known to be the authority's; not there for a renewal
 * </pre>
 */
final class Enrolment {
    private final Path folder;
    private final InstantSource clock;
    private final Issuer issuer = new Issuer(new SecureRandom());

    Enrolment(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Asks for the certificate that {@code token} is good for. What was asked for before is forgotten. */
    EnrolmentRequest request(Token token) throws IOException {
        KeyPair keys = issuer.keys();
        wait(keys, Optional.of(token.proof()));
        return EnrolmentRequest.byToken(token.proof(), issuer.request(token.system(), keys));
    }

    /** Asks for another certificate by the one that this system has. */
    EnrolmentRequest renewal() throws IOException, RefusedException, UntrustedException {
        if (!Identity.isIn(folder)) {
            throw new RefusedException("this system has no certificate", "ezplex enrol request --token TOKEN FILE");
        }
        Identity own = Identity.read(folder);
        String system = SystemName.of(own.certificate())
                .orElseThrow(() -> new RefusedException("the certificate names no system", "enrol with a token"));
        KeyPair keys = issuer.keys();
        byte[] wanted = issuer.request(system, keys);
        wait(keys, Optional.empty());
        return new EnrolmentRequest(
                EnrolmentRequest.CERTIFICATE,
                CertificateAuthority.serial(own.certificate()),
                signature(own.key(), wanted),
                HexFormat.of().formatHex(wanted));
    }

    private static String signature(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(Issuer.SIGNATURE);
            signature.initSign(key);
            signature.update(message);
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void wait(KeyPair keys, Optional<Proof> proof) throws IOException {
        SafeFile.makeFolder(folder);
        SafeFile.write(waitingKey(), Pem.encode(Pem.KEY, keys.getPrivate().getEncoded()));
        if (proof.isPresent()) {
            SafeFile.write(waitingProof(), proof.get().text() + "\n");
        } else {
            Files.deleteIfExists(waitingProof());
        }
    }

    /** Puts the answer to use. Returns the certificate. */
    X509Certificate install(EnrolmentAnswer answer) throws IOException, RefusedException, UntrustedException {
        if (Files.notExists(waitingKey())) {
            throw new RefusedException("this system waits for no answer", "ezplex enrol request --token TOKEN FILE");
        }
        PrivateKey key = Pem.key(Pem.decodeOne(Pem.KEY, SafeFile.readSecret(waitingKey())));
        requireAuthoritys(answer);
        Identity identity = withLatest(Identity.of(key, answer.certificate(), answer.authority(), answer.revoked()));
        Optional<Refusal> refusal = identity.check().refusal(answer.certificate(), clock.instant());
        if (refusal.isPresent()) {
            throw new RefusedException(
                    "the answer's certificate is not good: " + refusal.get(),
                    "compare the clocks; see ezplex ca list; ask again");
        }
        put(identity);
        Files.deleteIfExists(waitingProof());
        Files.delete(waitingKey());
        return identity.certificate();
    }

    /** The system may have got a later list since the answer was written. */
    private Identity withLatest(Identity answered) throws IOException {
        try {
            String list = SafeFile.read(folder.resolve(Identity.REVOKED_FILE));
            return answered.withLater(Pem.crl(Pem.decodeOne(Pem.CRL, list))).orElse(answered);
        } catch (UntrustedException e) {
            // It has none, or none of this authority.
            return answered;
        }
    }

    private void requireAuthoritys(EnrolmentAnswer answer) throws IOException, RefusedException, UntrustedException {
        boolean known;
        if (!Files.notExists(waitingProof())) {
            known = Proof.parse(SafeFile.readSecret(waitingProof()))
                    .filter(answer::isProven)
                    .isPresent();
        } else {
            known = Identity.isIn(folder)
                    && Identity.read(folder).check().authority().equals(answer.authority());
        }
        if (!known) {
            throw new RefusedException(
                    "the answer is not the authority's to this system's last request",
                    "ask again, and install that answer");
        }
    }

    /** Key and certificate last, and at once: a system that runs from this folder never sees parts that do not go together. */
    private void put(Identity identity) throws IOException {
        try {
            SafeFile.write(
                    folder.resolve(Identity.REVOKED_FILE),
                    Pem.encode(Pem.CRL, identity.check().revoked().getEncoded()));
            SafeFile.write(
                    folder.resolve(Identity.AUTHORITY_FILE),
                    Pem.encode(Pem.CERTIFICATE, identity.check().authority().getEncoded()));
            SafeFile.write(
                    folder.resolve(Identity.SYSTEM_FILE), Identity.systemText(identity.key(), identity.certificate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path waitingKey() {
        return folder.resolve("waiting.key");
    }

    private Path waitingProof() {
        return folder.resolve("waiting.proof");
    }
}
