// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Somebody who connects with the library's own client. */
final class Client implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final SshClient client = SshClient.setUpDefaultClient();
    private final int port;

    Client(int port) {
        this.port = port;
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.start();
    }

    static KeyPair newKey() {
        HostKey.prepare();
        try {
            return HostKey.newPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String line(String user, String role, KeyPair key) {
        return user + " " + role + " " + PublicKeyEntry.toString(key.getPublic()) + " comment\n";
    }

    ClientSession connect(String user) throws IOException {
        return client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
    }

    ClientSession login(String user, KeyPair key) throws IOException {
        ClientSession session = connect(user);
        session.addPublicKeyIdentity(key);
        try {
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
    }

    /** The exit status and the output of a command. */
    static String run(ClientSession session, String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ChannelExec exec = session.createExecChannel(command)) {
            exec.setOut(out);
            exec.setRedirectErrorStream(true);
            exec.open().verify(PATIENCE);
            exec.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            return exec.getExitStatus() + " " + out.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.stop();
    }
}
