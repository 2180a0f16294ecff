// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens whole packets with AES-256-GCM, so that nothing on the wire is readable and nothing of a stranger's is parsed.
 *
 * <pre>
 *  +----------------+---------+---------+-----------------------+
 *  |  magic u16     | version |  zero   |  name of the key u32  |   authenticated,
 *  +----------------+---------+---------+-----------------------+   not encrypted
 *  |  life, 12 octets                                           |
 *  +------------------------------------------------------------+
 *  |  number u64                                                |
 *  +------------------------------------------------------------+
 *  |  encrypted packet ...                  | tag, 16 octets    |
 *  +------------------------------------------------------------+
 * </pre>
 *
 * <p>A session is one life of one member under one key of the sysplex: name and life. Its key is derived from that key and the
 * random life; the nonce is the packet's number within the life, so that no nonce is ever used twice with a key, whatever the
 * number of members and restarts. A number that was seen is not taken again. Safe for any thread; a cipher for each.
 */
final class PacketSeal {
    private static final short MAGIC = 0x455A;
    private static final byte VERSION = 1;
    private static final int SESSION_AT = 4;
    private static final int SESSION = 16;
    private static final int LIFE_AT = SESSION_AT + Integer.BYTES;
    private static final int LIFE = SESSION - Integer.BYTES;
    private static final int NUMBER_AT = SESSION_AT + SESSION;
    private static final int HEADER = NUMBER_AT + Long.BYTES;
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int MOST_SESSIONS = 256;
    /** Sealing of the engine's packets. */
    static final String PACKETS = "ezplex xcf packet 1";

    /** Sealing of signs of life; what is sealed for the one does not open as the other. */
    static final String PULSES = "ezplex xcf pulse 1";

    /** What a key of the sysplex is for. */
    static final String MASTER = "HmacSHA256";

    /** What sealing adds to a packet, in octets. */
    static final int OVERHEAD = HEADER + TAG;

    private final byte[] purpose;
    private final SealKeys keys;
    private final Refused refused;
    private final byte[] life = new byte[LIFE];
    private volatile Own own;
    private final AtomicLong number = new AtomicLong();
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(PacketSeal::cipher);
    private final Map<ByteBuffer, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Session> eldest) {
            return size() > MOST_SESSIONS;
        }
    };

    /** Who is told of packets that are not taken, and where they came from; on the thread that got them. */
    interface Refused {
        /** One that names one of the keys, and was not made with that. */
        void strangers(InetAddress from);

        /** One that was taken before, or that was made with a key which is not used any more. */
        void old(InetAddress from);
    }

    /** Somebody's session, known to be made with a key of the sysplex. */
    private record Session(SecretKey key, ReplayWindow window) {}

    /** This member's session under the key called {@code name}. */
    private record Own(int name, ByteBuffer header, SecretKey key) {}

    /** With a new life. */
    PacketSeal(String purpose, SealKeys keys, SecureRandom random, Refused refused) {
        this.purpose = purpose.getBytes(StandardCharsets.US_ASCII);
        this.keys = keys;
        this.refused = refused;
        random.nextBytes(life);
        this.own = own(keys.current());
    }

    private Own own(SealKeys.Named by) {
        ByteBuffer header = ByteBuffer.allocate(NUMBER_AT);
        header.putShort(MAGIC).put(VERSION).put((byte) 0).putInt(by.name()).put(life);
        return new Own(by.name(), header, derive(by.key(), header.slice(SESSION_AT, SESSION)));
    }

    /** Where two threads make it anew they make the same; numbers go on. */
    private Own own() {
        SealKeys.Named by = keys.current();
        Own now = own;
        if (now.name() != by.name()) {
            now = own(by);
            own = now;
        }
        return now;
    }

    byte[] seal(byte[] packet, int offset, int length) {
        Own session = own();
        byte[] sealed = Arrays.copyOf(session.header().array(), HEADER + length + TAG);
        long mine = number.getAndIncrement();
        ByteBuffer.wrap(sealed).putLong(NUMBER_AT, mine);
        try {
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.ENCRYPT_MODE, session.key(), nonce(mine));
            cipher.updateAAD(sealed, 0, HEADER);
            cipher.doFinal(packet, offset, length, sealed, HEADER);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The packet in a sealed one; empty if it is this member's own, was seen before, or is a stranger's. */
    Optional<byte[]> open(byte[] sealed, int offset, int length, InetAddress from) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed, offset, length).slice();
        if (length < OVERHEAD || bytes.getShort(0) != MAGIC || bytes.get(2) != VERSION) {
            refused.strangers(from);
            return Optional.empty();
        }
        if (Arrays.equals(sealed, offset + LIFE_AT, offset + NUMBER_AT, life, 0, LIFE)) {
            return Optional.empty();
        }
        int name = bytes.getInt(SESSION_AT);
        Optional<SecretKey> master = keys.of(name, from);
        if (master.isEmpty()) {
            if (keys.isFormer(name)) {
                refused.old(from);
            }
            return Optional.empty();
        }
        ByteBuffer id = bytes.slice(SESSION_AT, SESSION);
        Session known = session(id);
        Session session = known != null ? known : new Session(derive(master.get(), id), new ReplayWindow());
        long theirs = bytes.getLong(NUMBER_AT);
        Optional<byte[]> packet = decrypt(session.key(), theirs, sealed, offset, length);
        if (packet.isEmpty()) {
            refused.strangers(from);
            return packet;
        }
        if (remember(id, session).window().accept(theirs)) {
            keys.opened(name, from);
            return packet;
        }
        refused.old(from);
        return Optional.empty();
    }

    private Optional<byte[]> decrypt(SecretKey key, long theirs, byte[] sealed, int offset, int length) {
        try {
            Cipher cipher = ciphers.get();
            cipher.init(Cipher.DECRYPT_MODE, key, nonce(theirs));
            cipher.updateAAD(sealed, offset, HEADER);
            return Optional.of(cipher.doFinal(sealed, offset + HEADER, length - HEADER));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Session session(ByteBuffer id) {
        synchronized (sessions) {
            return sessions.get(id);
        }
    }

    /** Only sessions that have shown to know their key get here, so that strangers cannot push others out. */
    private Session remember(ByteBuffer id, Session session) {
        synchronized (sessions) {
            Session known = sessions.get(id);
            if (known != null) {
                return known;
            }
            byte[] copy = new byte[SESSION];
            id.get(0, copy);
            sessions.put(ByteBuffer.wrap(copy), session);
            return session;
        }
    }

    /** The first block of HKDF-Expand (RFC 5869); a key of the sysplex is random, so there is nothing to extract. */
    private SecretKey derive(SecretKey master, ByteBuffer session) {
        try {
            Mac mac = Mac.getInstance(MASTER);
            mac.init(master);
            mac.update(purpose);
            mac.update(session.duplicate());
            mac.update((byte) 1);
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GCMParameterSpec nonce(long number) {
        return new GCMParameterSpec(
                8 * TAG,
                ByteBuffer.allocate(NONCE).putLong(NONCE - Long.BYTES, number).array());
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
