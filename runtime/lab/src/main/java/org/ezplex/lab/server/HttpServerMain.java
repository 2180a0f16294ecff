// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A real HTTP server, the JDK's own, on every address of the host, IPv4 and IPv6. Answers each request with its name and the
 * client's address, and has the name in the header {@code X-Served-By} too. Arguments: port, name.
 */
public final class HttpServerMain {
    private static final int BACKLOG = 2048;
    private static final int THREADS = 16;

    private HttpServerMain() {}

    /** Starts the server; it runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: HttpServerMain PORT NAME");
            System.exit(2);
        }
        String name = args[1];
        HttpServer server = HttpServer.create(new InetSocketAddress("::", Integer.parseInt(args[0])), BACKLOG);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", exchange -> answer(exchange, name));
        server.start();
    }

    private static void answer(HttpExchange exchange, String name) throws IOException {
        try (exchange) {
            byte[] body = (name + " " + exchange.getRemoteAddress().getAddress().getHostAddress() + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.getResponseHeaders().set("X-Served-By", name);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
