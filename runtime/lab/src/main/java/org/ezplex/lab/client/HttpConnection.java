// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.1 connection, as little of it as asking a lab server takes. */
final class HttpConnection implements AutoCloseable {
    private static final int MOST_LINE = 8192;

    private final Socket socket = new Socket();
    private final byte[] request;
    private final InputStream input;

    HttpConnection(LoadPlan plan) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(plan.timeoutMillis());
            socket.connect(plan.server(), plan.timeoutMillis());
            input = new BufferedInputStream(socket.getInputStream(), 1024);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        InetAddress address = plan.server().getAddress();
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        request = ("GET / HTTP/1.1\r\nHost: " + host + "\r\n"
                        + (plan.keepAlive() ? "" : "Connection: close\r\n")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request; the first word of the answer's body is the server's name. */
    String ask() throws IOException {
        socket.getOutputStream().write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("status " + status);
        }
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        byte[] body = input.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("connection ended in the answer");
        }
        String text = new String(body, StandardCharsets.US_ASCII);
        return text.substring(0, Math.max(0, text.indexOf(' ')));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("connection ended before the answer");
            }
            if (line.length() > MOST_LINE) {
                throw new IOException("a line of more than " + MOST_LINE + " bytes");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
