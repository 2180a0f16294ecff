// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Lets in who has a key, turns away who has none and who is one too many, and tells of both. */
final class Doorman implements PublickeyAuthenticator, SessionListener {
    private static final AttributeKey<AuthorizedKey> KEY = new AttributeKey<>();
    private static final AttributeKey<String> TRIED = new AttributeKey<>();

    private final AuthorizedKeys keys;
    private final RefusedLogins refused;
    private final Hardcopy hardcopy;
    private final Supplier<Iterable<? extends Session>> connections;
    private final int mostUnauthenticated;
    private final int most;
    private final int mostPerUser;

    /**
     * @param connections those that are open
     * @param mostUnauthenticated of them that have not logged in
     * @param most of them in all
     * @param mostPerUser of them that one user has logged in with
     */
    Doorman(
            AuthorizedKeys keys,
            RefusedLogins refused,
            Hardcopy hardcopy,
            Supplier<Iterable<? extends Session>> connections,
            int mostUnauthenticated,
            int most,
            int mostPerUser) {
        this.keys = keys;
        this.refused = refused;
        this.hardcopy = hardcopy;
        this.connections = connections;
        this.mostUnauthenticated = mostUnauthenticated;
        this.most = most;
        this.mostPerUser = mostPerUser;
    }

    /** The key that a connection has logged in with. */
    static Optional<AuthorizedKey> key(Session session) {
        return session.isAuthenticated() ? Optional.ofNullable(session.getAttribute(KEY)) : Optional.empty();
    }

    /** Where a connection comes from. */
    static String from(Session session) {
        return text(session.getIoSession().getRemoteAddress());
    }

    /** The address alone. */
    private static String host(Session session) {
        return from(session).replaceAll(" PORT .*", "");
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + " PORT " + inet.getPort()
                : String.valueOf(address);
    }

    /** Asked before and after the client has shown that it has the private key; the library lets nobody in before. */
    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        Optional<AuthorizedKey> found = keys.find(user, key);
        session.setAttribute(TRIED, user);
        found.ifPresentOrElse(authorized -> session.setAttribute(KEY, authorized), () -> session.removeAttribute(KEY));
        return found.isPresent();
    }

    @Override
    public void sessionCreated(Session created) {
        int all = 0;
        int strangers = 0;
        int neighbours = 0;
        for (Session session : connections.get()) {
            boolean counts = session != created && session.isOpen();
            all += counts ? 1 : 0;
            boolean stranger = counts && !session.isAuthenticated();
            strangers += stranger ? 1 : 0;
            neighbours += stranger && host(session).equals(host(created)) ? 1 : 0;
        }
        // One address does not take the places of all others.
        if (neighbours >= Math.max(2, mostUnauthenticated / 2)
                || strangers >= mostUnauthenticated
                || all >= most + mostUnauthenticated) {
            refused.tell("", from(created), "THERE ARE TOO MANY CONNECTIONS");
            created.close(true);
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            key(session)
                    .ifPresent(key -> hardcopy.issue(
                            Message.EZX7026I, key.caller(from(session)).who(), key.role()));
            endIfOneTooMany(session);
        }
    }

    /** Of one user: connections without a session would take the places of all others. */
    private void endIfOneTooMany(Session session) {
        String user = session.getUsername();
        int others = 0;
        for (Session other : connections.get()) {
            boolean counts = other != session && other.isOpen() && other.isAuthenticated();
            others += counts && user.equals(other.getUsername()) ? 1 : 0;
        }
        if (others >= mostPerUser) {
            refused.tell(user, from(session), "THAT USER HAS TOO MANY CONNECTIONS");
            session.close(false);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        Optional<AuthorizedKey> key = key(session);
        String tried = session.getAttribute(TRIED);
        if (key.isPresent()) {
            hardcopy.issue(Message.EZX7027I, key.get().caller(from(session)).who());
        } else if (tried != null) {
            refused.tell(tried, from(session), "NONE OF ITS KEYS IS IN THE FILE OF KEYS FOR THAT USER");
        }
    }
}
