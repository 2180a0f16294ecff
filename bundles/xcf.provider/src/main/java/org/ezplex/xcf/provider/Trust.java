// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.UntrustedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This system's certificate and what it checks others' by, kept up to date with its folder. Safe for any thread; the list
 * of revoked certificates does not change while a thread holds the lock of this.
 */
final class Trust {
    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);
    private static final List<String> FILES =
            List.of(Identity.SYSTEM_FILE, Identity.AUTHORITY_FILE, Identity.REVOKED_FILE);

    /** Beside the certificate: this system has gone by certificates, and goes by no key file again. */
    private static final String OVER_FILE = "key-file-over";

    private final Path folder;
    private final String system;
    private final InstantSource clock;
    private List<FileTime> read;
    /** Whether the folder is as it should be; nothing is written to what somebody may be copying to. */
    private boolean whole = true;

    private volatile Shown shown;

    /** An identity, ready for connections. */
    private record Shown(Identity identity, SSLContext context) {}

    private Trust(Path folder, String system, InstantSource clock) throws UntrustedException {
        this.folder = folder;
        this.system = system;
        this.clock = clock;
        this.read = times();
        show(Identity.read(folder));
    }

    /** What {@code folder} has for {@code system}, if that is good. */
    static Trust read(Path folder, String system, InstantSource clock) throws NotReadyException {
        try {
            Trust trust = new Trust(folder, system, clock);
            Optional<Refusal> refusal = trust.refusal();
            if (refusal.isPresent()) {
                throw new NotReadyException(
                        refusal.get().text() + " (" + system + ", " + folder + ")",
                        "SEE ezplex ca list; ENROL THIS SYSTEM, OR CORRECT ITS CLOCK OR SYSNAME");
            }
            return trust;
        } catch (UntrustedException e) {
            throw new NotReadyException(e.getMessage(), "ENROL THIS SYSTEM: ezplex enrol --help");
        }
    }

    /** Whether the system of that folder has given its key file up; so has one whose folder cannot be looked into. */
    static boolean isKeyFileOver(Path folder) {
        return !Files.notExists(folder.resolve(OVER_FILE));
    }

    /** Notes that this system has given its key file up. Why that cannot be noted; empty if it was. */
    Optional<String> giveUpKeyFile() {
        Path file = folder.resolve(OVER_FILE);
        try {
            SafeFile.write(file, "THIS SYSTEM GOES BY CERTIFICATES: org.ezplex.xcf keyTransition IS NOT LOOKED AT\n");
            return Optional.empty();
        } catch (IOException e) {
            LOG.debug("{} cannot be written", file, e);
            return Optional.of(file + " CANNOT BE WRITTEN: " + e);
        }
    }

    Identity identity() {
        return shown.identity();
    }

    SSLContext context() {
        return shown.context();
    }

    Instant now() {
        return clock.instant();
    }

    /** Why this system's own certificate is not good now. */
    Optional<Refusal> refusal() {
        return identity().refusal(system, now());
    }

    /** Why another's is not. */
    Optional<Refusal> refusal(X509Certificate theirs) {
        return identity().check().refusal(theirs, now());
    }

    /**
     * Reads the folder again if something there has changed, and puts the list in force back if the one there is an earlier one. Says
     * whether a later list of revoked certificates is in force.
     */
    synchronized boolean refresh() {
        List<FileTime> now = times();
        if (now.equals(read)) {
            return false;
        }
        try {
            Identity found = Identity.read(folder);
            Identity before = identity();
            whole = true;
            read = now;
            // An earlier list does not make good again what was revoked, nor after the next start.
            Optional<Identity> kept =
                    found.check().authority().equals(before.check().authority())
                            ? found.withLater(before.check().revoked())
                            : Optional.empty();
            kept.ifPresent(this::keep);
            Identity next = kept.orElse(found);
            show(next);
            return isLater(next, before);
        } catch (UntrustedException e) {
            // Half written by somebody's copying, perhaps; what was read last is in force until it is whole.
            LOG.warn("{}: {}", folder, e.getMessage());
            whole = false;
            read = now;
            return false;
        }
    }

    /** Takes a list that another has, if it is later than this system's and the folder's; says whether a later one is in force. */
    synchronized boolean take(X509CRL list) throws UntrustedException {
        // What has just been put there, and not been read yet, may be later still.
        boolean found = refresh();
        Optional<Identity> later = identity().withLater(list);
        if (later.isEmpty()) {
            return found;
        }
        if (whole) {
            // Before it is in force: whoever is revoked by it leaves, and ends what writes.
            keep(later.get());
        }
        show(later.get());
        return true;
    }

    /** Puts the list of {@code identity} into the folder; the next refresh reads what is there then, be it that or somebody's later one. */
    private void keep(Identity identity) {
        Path file = folder.resolve(Identity.REVOKED_FILE);
        try {
            SafeFile.write(file, Pem.encode(Pem.CRL, identity.check().revoked().getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            // It is in force all the same, until this system is started again.
            LOG.warn("{} cannot be written", file, e);
        }
    }

    private static boolean isLater(Identity next, Identity before) {
        return !next.check().revoked().equals(before.check().revoked());
    }

    private void show(Identity identity) throws UntrustedException {
        shown = new Shown(identity, Tls.context(identity));
    }

    private List<FileTime> times() {
        List<FileTime> times = new ArrayList<>();
        for (String file : FILES) {
            try {
                times.add(Files.getLastModifiedTime(folder.resolve(file)));
            } catch (IOException e) {
                times.add(FileTime.fromMillis(0));
            }
        }
        return times;
    }
}
