// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A signer of levels, by the JDK's own keytool. */
record MadeSigner(PrivateKey key, Certificate certificate) {
    private static final String PASSWORD = "of-a-test";

    /** With a new key on P-256; {@code options} of keytool besides. */
    static MadeSigner make(Path folder, String... options)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = Files.createTempFile(folder, "signer", ".p12");
        Files.delete(store);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "signer"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Tester"));
        command.addAll(List.of(options));
        new ProcessBuilder(command).inheritIO().start().waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new MadeSigner(
                (PrivateKey) keys.getKey("signer", PASSWORD.toCharArray()), keys.getCertificate("signer"));
    }

    /** One who may sign levels. */
    static MadeSigner make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        return make(folder, "-ext", "eku=codeSigning");
    }

    /** From now on the home trusts it, and is sealed. */
    void trustedBy(Home home) throws IOException, GeneralSecurityException {
        Path etc = home.folder().resolve("etc");
        Files.createDirectories(etc.resolve("trust"));
        Files.writeString(
                etc.resolve("trust/tester.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Files.writeString(etc.resolve("sealed"), "");
    }

    /** Signs the jars that are in {@code folder} now. */
    void seal(Path folder, String level) throws IOException, GeneralSecurityException {
        StringBuilder list = new StringBuilder();
        for (Path jar : Home.list(folder, ".jar")) {
            list.append(StartedLevel.sha256(jar))
                    .append(" 3 ")
                    .append(jar.getFileName())
                    .append('\n');
        }
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(Seal.text(level, list.toString()));
        Files.writeString(folder.resolve(Seal.LIST), list);
        Files.writeString(folder.resolve(Seal.FILE), Base64.getEncoder().encodeToString(signature.sign()));
    }
}
