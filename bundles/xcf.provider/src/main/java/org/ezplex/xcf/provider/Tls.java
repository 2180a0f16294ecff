// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.UntrustedException;

/**
 * TLS as XCF uses it: 1.3 alone, both sides with certificates of one authority. Whether a certificate of that authority is good is asked by
 * {@link KeyExchange}, as the other side is to be told why it is not.
 */
final class Tls {
    /** The only protocol. */
    static final String[] VERSIONS = {"TLSv1.3"};

    private Tls() {}

    static SSLContext context(Identity identity) throws UntrustedException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {identity.certificate(), identity.check().authority()};
            store.setKeyEntry("system", identity.key(), new char[0], chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance(VERSIONS[0]);
            context.init(keys.getKeyManagers(), new TrustManager[] {new OneAuthority(identity)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new UntrustedException("TLS CANNOT BE SET UP WITH THE CERTIFICATE: " + e.getMessage());
        }
    }

    /** Lets in whoever has a certificate of the authority, and nobody else. */
    private static final class OneAuthority extends X509ExtendedTrustManager {
        private final Identity identity;

        OneAuthority(Identity identity) {
            this.identity = identity;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (!identity.check().isIssued(chain[0])) {
                throw new CertificateException(Refusal.OTHER_AUTHORITY.text());
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[] {identity.check().authority()};
        }
    }
}
