// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.UntrustedException;

/**
 * What one side of an exchange of keys says to the other, once, over TLS.
 *
 * <pre>
 *  | magic u32 | version u8 | refusal UTF | port u16 | length of the list u32 | list, DER |
 *  | number of keys u8 |
 *  | epoch u64 | name u32 | secret, 32 octets |               each key, the best first
 * </pre>
 *
 * <p>Refusal is empty, or the name of a {@link Refusal}.
 *
 * @param refusal why the other's certificate is not good
 * @param port where this side is asked for keys
 * @param revoked the list of revoked certificates
 * @param keys the best first; none for whom it refuses, else one or more
 */
record KeyWord(Optional<Refusal> refusal, int port, X509CRL revoked, List<GroupKey> keys) {
    private static final int MAGIC = 0x455A4B31;
    private static final int VERSION = 1;
    private static final int LONGEST_LIST = 1 << 18;

    byte[] encode() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            byte[] list = revoked.getEncoded();
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.writeUTF(refusal.map(Refusal::name).orElse(""));
            out.writeShort(port);
            out.writeInt(list.length);
            out.write(list);
            out.writeByte(keys.size());
            for (GroupKey key : keys) {
                out.writeLong(key.epoch());
                out.writeInt(key.name());
                out.write(key.secret().getEncoded());
            }
        } catch (IOException | CRLException e) {
            throw new IllegalStateException(e);
        }
        return octets.toByteArray();
    }

    static KeyWord read(InputStream from) throws IOException, UntrustedException {
        DataInputStream in = new DataInputStream(from);
        if (in.readInt() != MAGIC || in.readUnsignedByte() != VERSION) {
            throw new IOException("not an exchange of keys of this level");
        }
        Optional<Refusal> refusal = refusal(in.readUTF());
        int port = in.readUnsignedShort();
        int length = in.readInt();
        if (length < 0 || length > LONGEST_LIST) {
            throw new IOException("a list of " + length + " octets");
        }
        X509CRL revoked = Pem.crl(in.readNBytes(length));
        int count = in.readUnsignedByte();
        if (count > 1 + GroupKeys.MOST || refusal.isPresent() != (count == 0)) {
            throw new IOException("a word with " + count + " keys");
        }
        List<GroupKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(key(in));
        }
        return new KeyWord(refusal, port, revoked, List.copyOf(keys));
    }

    /** A later level may have reasons that this one does not know. */
    private static Optional<Refusal> refusal(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(Refusal.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .or(() -> Optional.of(Refusal.OTHER_USAGE));
    }

    private static GroupKey key(DataInputStream in) throws IOException {
        long epoch = in.readLong();
        int name = in.readInt();
        byte[] secret = new byte[GroupKey.LENGTH];
        in.readFully(secret);
        if (epoch < 0 || epoch > GroupKey.LAST_EPOCH) {
            throw new IOException("a key of epoch " + epoch);
        }
        return new GroupKey(epoch, name, new SecretKeySpec(secret, PacketSeal.MASTER));
    }
}
