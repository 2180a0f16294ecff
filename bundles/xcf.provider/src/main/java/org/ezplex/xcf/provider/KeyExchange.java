// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.ezplex.trust.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group's keys, which systems with certificates hand each other. Two that talk say their best keys and lists of revoked certificates,
 * and both go on with the better key and the later list. A key comes with the list that it was made for: so who is revoked gets no
 * key that was made since, from anybody.
 *
 * <pre>
 *  a packet names an unknown key   -> its sender is asked
 *  a better key is learnt or made  -> everybody who was ever talked to, and may not have it, is told
 *  a later list without such a key -> one is made
 * </pre>
 *
 * <p>While the sysplex changes from a key file to certificates that file's key is the first one. Whoever is heard with it is asked, so that it
 * is known who has no certificate yet; as long as there is one, the key is not changed but for a later list.
 */
final class KeyExchange implements SealKeys, KeyLine.Ends {
    private static final Logger LOG = LoggerFactory.getLogger(KeyExchange.class);
    private static final long AGE_HOURS = 24;
    private static final int MOST_PEERS = 256;
    private static final int MOST_STRANGERS = 64;
    /** Who was not heard for so long is a member no longer. */
    private static final long HEARD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Trust trust;
    private final KeyPlaces places;
    private final GroupKeys keys;
    private final KeyMessages messages;
    private final Runnable out;
    private final KeyLine line;
    private final Asking askedPeers = new Asking(System::nanoTime, MOST_PEERS);
    /** Anybody's packets make strangers be asked: that must not take the place of peers. */
    private final Asking askedStrangers = new Asking(System::nanoTime, MOST_STRANGERS);

    private final Map<InetSocketAddress, Peer> peers = new ConcurrentHashMap<>();
    /** Who sends with the key of a file, and when that was heard last. */
    private final Map<InetAddress, Long> heardByFile = new ConcurrentHashMap<>();
    /** For the clock's thread. */
    private boolean keyFileOver;

    /** Not all at the same moment. */
    private final long oldNanos =
            TimeUnit.HOURS.toNanos(AGE_HOURS) + ThreadLocalRandom.current().nextLong(TimeUnit.HOURS.toNanos(1));

    /** Who was talked to: which key it has, and until when its certificate is valid. */
    private record Peer(int key, Instant until) {}

    /** {@code out} is done when this system is found to be revoked. */
    KeyExchange(Trust trust, KeyPlaces places, GroupKeys keys, KeyMessages messages, Runnable out) throws IOException {
        this.trust = trust;
        this.places = places;
        this.keys = keys;
        this.messages = messages;
        this.out = out;
        this.line = new KeyLine(places.address(), places.port(), this);
        line.start(this::tick);
    }

    @Override
    public Named current() {
        return keys.current();
    }

    @Override
    public Optional<SecretKey> of(int name, InetAddress from) {
        Optional<SecretKey> key = keys.of(name);
        if (key.isEmpty()) {
            places.others(from).forEach(this::ask);
        }
        return key;
    }

    @Override
    public void opened(int name, InetAddress from) {
        if (name == GroupKey.FILE && (heardByFile.size() < MOST_PEERS || heardByFile.containsKey(from))) {
            heardByFile.put(from, System.nanoTime());
        }
    }

    @Override
    public boolean isFormer(int name) {
        return keys.isFormer(name);
    }

    @Override
    public boolean revoked() {
        return trust.refusal().equals(Optional.of(Refusal.REVOKED));
    }

    private void ask(InetSocketAddress other) {
        boolean known = peers.containsKey(other);
        Asking asking = known ? askedPeers : askedStrangers;
        if (asking.begin(other) && !line.call(other, known, () -> asking.end(other))) {
            asking.end(other);
        }
    }

    /** Not as long as that would put out who has nothing but the key file. */
    @Override
    public boolean renew(String why) {
        List<InetSocketAddress> without = keys.goByFile() ? uncertified() : List.of();
        without.forEach(other -> messages.uncertified(other.getAddress(), other.getPort()));
        if (without.isEmpty()) {
            change(why);
        }
        return without.isEmpty();
    }

    private void change(String why) {
        LOG.debug("new key {}: {}", keys.renew(), why);
        messages.changed(why);
        tell();
    }

    /** Who was heard with the key of the file lately, and has shown no certificate. */
    private List<InetSocketAddress> uncertified() {
        long now = System.nanoTime();
        heardByFile.values().removeIf(then -> now - then > HEARD_NANOS);
        return heardByFile.keySet().stream()
                .flatMap(from -> places.others(from).stream())
                .filter(other -> !peers.containsKey(other))
                .toList();
    }

    /** There is a later list of revoked certificates; {@code better}: and a key that was made for it. */
    private void enforce(boolean better) {
        if (revoked()) {
            out.run();
        } else if (better) {
            tell();
        } else {
            change("THERE IS A NEW LIST OF REVOKED CERTIFICATES");
        }
    }

    private void tell() {
        int best = keys.best().name();
        peers.forEach((other, peer) -> {
            if (peer.key() != best) {
                ask(other);
            }
        });
    }

    private void tick() {
        try {
            if (trust.refresh()) {
                enforce(false);
            } else if (keys.goByFile()) {
                uncertified().forEach(this::ask);
            } else if (keys.ageNanos() >= oldNanos && everybodyMayHaveAnother()) {
                change("IT WAS A DAY OLD");
            } else {
                // Whoever was missed when it was told.
                tell();
            }
            if (!keyFileOver && keys.haveLeftFile()) {
                Optional<String> problem = trust.giveUpKeyFile();
                keyFileOver = problem.isEmpty();
                messages.keyFileIsOver(problem);
            }
            messages.look(trust.identity(), trust.now());
        } catch (RuntimeException e) {
            LOG.error("keys", e);
        }
    }

    /** A certificate that ends while its system is in the group must not put it out. */
    private boolean everybodyMayHaveAnother() {
        Instant now = trust.now();
        return trust.refusal().isEmpty() && peers.values().stream().noneMatch(peer -> now.isAfter(peer.until()));
    }

    // On the line's threads.

    @Override
    public boolean knows(InetAddress other) {
        return peers.keySet().stream().anyMatch(peer -> peer.getAddress().equals(other));
    }

    @Override
    public SSLContext context() {
        return trust.context();
    }

    @Override
    public void talk(SSLSocket socket) throws Exception {
        X509Certificate theirs = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        // First of all: a key that is made for a later list is not for whom that revokes.
        List<GroupKey> told = keys.told();
        Optional<Refusal> before = trust.refusal(theirs);
        OutputStream out = socket.getOutputStream();
        KeyWord mine = word(before, told);
        out.write(mine.encode());
        out.flush();
        KeyWord word = KeyWord.read(socket.getInputStream());
        boolean later = trust.take(word.revoked());
        Optional<Refusal> refusal;
        boolean better;
        // No list comes into force in between: a key of whom it revokes would be learnt after one was made for it.
        synchronized (trust) {
            refusal = before.or(() -> trust.refusal(theirs));
            List<GroupKey> taken = refusal.isEmpty() && word.refusal().isEmpty() ? word.keys() : List.of();
            better = later ? keys.learnAnew(taken) : keys.learn(taken);
        }
        InetSocketAddress other = new InetSocketAddress(socket.getInetAddress(), word.port());
        if (refusal.isPresent()) {
            peers.remove(other);
            messages.refused(socket.getInetAddress(), theirs, refusal.get());
        } else if (word.refusal().isPresent()) {
            messages.refusedBy(socket.getInetAddress(), word.refusal().get().text());
        } else {
            know(other, theirs, Stream.concat(mine.keys().stream(), word.keys().stream()));
        }
        if (later) {
            // If the folder's was later still, the key is not made for it.
            enforce(better && trust.identity().check().revoked().equals(word.revoked()));
        } else if (better) {
            tell();
        }
    }

    private KeyWord word(Optional<Refusal> refusal, List<GroupKey> told) {
        return new KeyWord(
                refusal, places.port(), trust.identity().check().revoked(), refusal.isPresent() ? List.of() : told);
    }

    /** After this both have the better of what they have said. */
    private void know(InetSocketAddress other, X509Certificate theirs, Stream<GroupKey> said) {
        GroupKey itsBest = said.max(Comparator.naturalOrder()).orElseThrow();
        if (peers.size() < MOST_PEERS || peers.containsKey(other)) {
            peers.put(other, new Peer(itsBest.name(), theirs.getNotAfter().toInstant()));
        }
    }

    /** It has gone, or has never been one; if it comes again it is met again. */
    @Override
    public void unanswered(InetSocketAddress other, IOException why) {
        LOG.debug("{}", other, why);
        if (peers.remove(other) != null) {
            return;
        }
        if (keys.goByFile()) {
            messages.uncertified(other.getAddress(), other.getPort());
        } else {
            messages.unanswered(other.getAddress(), other.getPort());
        }
    }

    @Override
    public void failed(InetAddress other, Exception why) {
        messages.failed(other, why);
    }

    @Override
    public void close() {
        line.close();
    }
}
