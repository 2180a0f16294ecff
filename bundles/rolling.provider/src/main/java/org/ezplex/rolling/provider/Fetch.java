// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets a package from a system that has it, one piece after the other; what comes out of turn is dropped. */
final class Fetch {
    private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Goal.Contents contents;
    private final RollingFolder folder;
    private final Peers peers;
    private String source = "";
    private long offset;
    private long askedNanos;

    Fetch(Goal.Contents contents, RollingFolder folder, Peers peers) {
        this.contents = contents;
        this.folder = folder;
        this.peers = peers;
    }

    boolean of(Goal.Contents wanted) {
        return contents.equals(wanted);
    }

    /** Asks {@code holder} for the next piece, unless one is on its way. */
    void ask(String holder, long now) {
        if (source.isEmpty() || now - askedNanos > AGAIN_NANOS) {
            source = holder;
            request(now);
        }
    }

    private void request(long now) {
        askedNanos = now;
        peers.send(source, Piece.request(contents.sha256(), offset).encode());
    }

    /** Whether the package is whole with {@code piece}; it is the folder's then. */
    boolean take(String sender, Piece piece, long now) throws IOException {
        int octets = piece.octets().remaining();
        boolean expected =
                sender.equals(source) && piece.sha256().equals(contents.sha256()) && piece.offset() == offset;
        if (!expected || octets == 0 || offset + octets > contents.octets()) {
            return false;
        }
        folder.append(offset, piece.octets());
        offset += octets;
        if (offset < contents.octets()) {
            request(now);
            return false;
        }
        if (folder.complete(contents)) {
            folder.accept(contents);
            return true;
        }
        LOG.warn("The package that {} has sent is damaged; it is fetched again", sender);
        offset = 0;
        source = "";
        return false;
    }
}
