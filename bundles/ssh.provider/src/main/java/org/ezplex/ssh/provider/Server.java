// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.throttle.ChannelStreamWriter;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/** The SSH library's server with what an operator's console needs, and nothing else: keys and sessions, no passwords, no forwarding, no files. */
final class Server {
    private static final int LOGIN_TRIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Server() {}

    static SshServer make(Settings settings, KeyPair hostKey) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(settings.address());
        server.setPort(settings.port());
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        algorithms(server);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setSubsystemFactories(List.of());
        server.setChannelStreamWriterResolver((channel, kind) -> new OneByOne(channel));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "EZPLEX");
        CoreModuleProperties.AUTH_TIMEOUT.set(server, settings.grace());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, LOGIN_TRIES);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, settings.mostPerUser() + 1);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, PATIENCE);
        // A connection without a session is not watched by anybody else.
        CoreModuleProperties.IDLE_TIMEOUT.set(server, settings.idle().plus(PATIENCE));
        return server;
    }

    /** What is good today, in the order of preference; where BouncyCastle or Java lack a key exchange, it is left out. */
    private static void algorithms(SshServer server) {
        server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(
                true,
                List.of(
                        BuiltinDHFactories.mlkem768x25519,
                        BuiltinDHFactories.sntrup761x25519,
                        BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh,
                        BuiltinDHFactories.ecdhp521,
                        BuiltinDHFactories.ecdhp384,
                        BuiltinDHFactories.ecdhp256),
                ServerBuilder.DH2KEX));
        server.setCipherFactories(
                List.of(BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm));
        server.setMacFactories(List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm));
        server.setCompressionFactories(List.of(BuiltinCompressions.none));
        server.setSignatureFactories(List.of(
                BuiltinSignatures.ed25519,
                BuiltinSignatures.sk_ssh_ed25519,
                BuiltinSignatures.nistp521,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256));
    }

    /** Sends a packet when the one before is on its way: what a client does not read waits in its session's thread, not in memory. */
    private static final class OneByOne implements ChannelStreamWriter {
        private final Channel channel;
        private volatile boolean open = true;

        OneByOne(Channel channel) {
            this.channel = channel;
        }

        @Override
        public IoWriteFuture writeData(Buffer buffer) throws IOException {
            IoWriteFuture written = channel.writePacket(buffer);
            if (!written.await(PATIENCE)) {
                throw new IOException("the client does not read");
            }
            return written;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
