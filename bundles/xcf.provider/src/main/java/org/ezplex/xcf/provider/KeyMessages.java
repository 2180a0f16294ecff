// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.ezplex.jgroups.Minutely;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SystemName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator is told of keys and certificates; the same of the same address once a minute. */
final class KeyMessages {
    private static final Logger LOG = LoggerFactory.getLogger(KeyMessages.class);

    private final String group;
    private final Hardcopy hardcopy;
    private final Minutely refused = new Minutely();
    private final Minutely refusing = new Minutely();
    private final Minutely uncertified = new Minutely();
    /** For the clock's thread. */
    private boolean keyFileToldOf;

    private final Expiry own = new Expiry();
    private final Expiry authoritys = new Expiry();

    KeyMessages(String group, Hardcopy hardcopy) {
        this.group = group;
        this.hardcopy = hardcopy;
    }

    void changed(String why) {
        hardcopy.issue(Message.EZX2023I, group, why);
    }

    void refused(InetAddress other, X509Certificate certificate, Refusal why) {
        String name = SystemName.of(certificate).orElse("NO SYSTEM'S NAME");
        refused(other, why.text() + " (" + name + ")");
    }

    void unanswered(InetAddress other, int port) {
        refused(other, "IT HAS NO CERTIFICATE, OR CANNOT BE REACHED ON TCP PORT " + port);
    }

    /** While the key file's key is still in use. */
    void uncertified(InetAddress other, int port) {
        if (uncertified.allow(other)) {
            hardcopy.issue(Message.EZX2026E, IpAddress.of(other), port);
        }
    }

    /** Nobody who has nothing but the key file is understood any more. {@code problem}: why that could not be noted, told once. */
    void keyFileIsOver(Optional<String> problem) {
        if (problem.isEmpty()) {
            hardcopy.issue(Message.EZX2027I, group);
        } else if (!keyFileToldOf) {
            keyFileToldOf = true;
            hardcopy.issue(Message.EZX2028E, problem.get());
        }
    }

    private void refused(InetAddress other, String why) {
        if (refused.allow(List.of(other, why))) {
            hardcopy.issue(Message.EZX2020E, IpAddress.of(other), why);
        }
    }

    void refusedBy(InetAddress other, String why) {
        if (refusing.allow(List.of(other, why))) {
            hardcopy.issue(Message.EZX2022E, IpAddress.of(other), why);
        }
    }

    /** Of all the ways in which connections fail only those that are about certificates are the operator's. */
    void failed(InetAddress other, Exception why) {
        LOG.debug("exchange of keys with {}", other, why);
        Optional<String> certificate = Stream.iterate((Throwable) why, cause -> cause != null, Throwable::getCause)
                .filter(CertificateException.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
        if (certificate.isPresent()) {
            refused(other, certificate.get());
        } else if (why instanceof SSLException
                && String.valueOf(why.getMessage()).contains("alert")) {
            refusedBy(other, why.getMessage().toUpperCase(Locale.ROOT));
        } else if (why instanceof SSLException) {
            refused(other, "IT SHOWS NO CERTIFICATE OF THE SYSPLEX");
        }
    }

    /** Looks whether the certificates of this system end. For one thread. */
    void look(Identity identity, Instant now) {
        look(own, identity.certificate(), now);
        look(authoritys, identity.check().authority(), now);
    }

    private void look(Expiry expiry, X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        expiry.due(end, now)
                .ifPresent(days -> hardcopy.issue(
                        Message.EZX2021E, certificate.getSubjectX500Principal().getName(), end, days));
    }
}
