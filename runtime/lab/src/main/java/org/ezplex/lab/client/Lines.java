// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The lines "NAME NUMBER" of a survival server, checked: always the same server, nothing missing, nothing twice. */
final class Lines {
    private static final int MOST_LINE = 4096;

    private final ByteBuffer in = ByteBuffer.allocate(MOST_LINE);
    private String server = "-";
    private long received;

    /** The server did not go on where it was. */
    static final class WrongLineException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongLineException(String message) {
            super(message);
        }
    }

    /** Reads at most {@code most} bytes. @return how many bytes were read, -1 at the end */
    int read(SocketChannel channel, int most) throws IOException {
        in.limit(Math.min(in.capacity(), in.position() + most));
        int count = channel.read(in);
        in.flip();
        int begin = 0;
        for (int i = 0; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                line(begin, i);
                begin = i + 1;
            }
        }
        in.position(begin);
        in.compact();
        if (!in.hasRemaining()) {
            throw new WrongLineException("a line without end");
        }
        return count;
    }

    private void line(int begin, int end) throws WrongLineException {
        StringBuilder text = new StringBuilder();
        for (int i = begin; i < end && i < begin + 40; i++) {
            text.append((char) in.get(i));
        }
        String[] words = text.toString().split(" ", -1);
        if (words.length < 2 || !words[1].equals(Long.toString(received))) {
            throw new WrongLineException("expected line " + received + ", not '" + text + "'");
        }
        if (received > 0 && !words[0].equals(server)) {
            throw new WrongLineException("expected server " + server + ", not " + words[0]);
        }
        server = words[0];
        received++;
    }

    /** Who answers; "-" as long as nobody has. */
    String server() {
        return server;
    }

    /** How many lines have come. */
    long received() {
        return received;
    }
}
