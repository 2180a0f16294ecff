// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.UntrustedException;

/** What clients know this system by: an Ed25519 key, made once, in a file of its owner's, in the form of OpenSSH. */
final class HostKey {
    private HostKey() {}

    /**
     * Has the SSH library take Ed25519 from BouncyCastle as an object. By itself it would put it among the providers of the whole Java,
     * where it would stay when this bundle goes. The library keeps for ever what is registered first, so no class of this bundle may be in it.
     */
    static void prepare() {
        SecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        registrar
                .getProperties()
                .put(registrar.getConfigurationPropertyName(SecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY), false);
        SecurityUtils.registerSecurityProvider(registrar);
    }

    static KeyPair of(Path file) throws IOException, GeneralSecurityException, UntrustedException {
        if (Files.notExists(file)) {
            make(file);
        }
        byte[] text = SafeFile.readSecret(file).getBytes(StandardCharsets.ISO_8859_1);
        Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                null,
                NamedResource.ofName(file.toString()),
                new ByteArrayInputStream(text),
                FilePasswordProvider.EMPTY);
        Iterator<KeyPair> found = pairs == null ? null : pairs.iterator();
        if (found == null || !found.hasNext()) {
            throw new UntrustedException(file + " HOLDS NO KEY");
        }
        return found.next();
    }

    /** A pair as the SSH library can write it, which those of Java's own making are not. */
    static KeyPair newPair() throws GeneralSecurityException {
        Provider provider =
                SecurityUtils.getRegisteredProvider(SecurityUtils.BOUNCY_CASTLE).getSecurityProvider();
        return KeyPairGenerator.getInstance("Ed25519", provider).generateKeyPair();
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = newPair();
        SafeFile.makeFolder(file.toAbsolutePath().getParent());
        SafeFile.write(
                file, text(out -> OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "ezplex", null, out)));
        SafeFile.write(
                file.resolveSibling(file.getFileName() + ".pub"),
                text(out -> OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair.getPublic(), "ezplex", out)));
    }

    /** Writes a key. */
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException, GeneralSecurityException;
    }

    private static String text(Writing writing) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
