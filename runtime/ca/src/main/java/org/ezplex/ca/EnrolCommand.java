// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.SystemName;
import org.ezplex.trust.UntrustedException;

/** {@code ezplex enrol}. */
final class EnrolCommand {
    static final String USAGE =
            """
            Usage: ezplex enrol request --token TOKEN FILE    writes a request for this system's certificate to FILE
                   ezplex enrol renew FILE      the same by the certificate that this system has, before that ends
                   ezplex enrol install FILE    puts the authority's answer in FILE to use; a system that runs needs no restart for a renewal
              --token TOKEN   as ezplex ca token has printed it, in single quotes; - reads it from the standard input
              --home DIR      the system's folder (default: the one of ezplex run); certificates are in etc/pki
            In between: ezplex ca sign FILE, where the authority is. docs/trust.md tells it from the beginning.
            """;

    private final Arguments arguments;
    private final Enrolment enrolment;
    private final InputStream in;
    private final PrintStream out;

    private EnrolCommand(Arguments arguments, InstantSource clock, InputStream in, PrintStream out) {
        this.arguments = arguments;
        this.enrolment = new Enrolment(Path.of(arguments.option("--home").orElse("."), "etc", "pki"), clock);
        this.in = in;
        this.out = out;
    }

    static void run(List<String> args, InstantSource clock, InputStream in, PrintStream out)
            throws IOException, RefusedException, UntrustedException, UsageException {
        new EnrolCommand(Arguments.parse(args, Set.of("--token", "--home")), clock, in, out).run();
    }

    private void run() throws IOException, RefusedException, UntrustedException, UsageException {
        String verb = arguments.word(0, "what to do");
        Path file = Path.of(arguments.word(1, "the file"));
        arguments.atMost(2);
        switch (verb) {
            case "request" -> write(file, enrolment.request(Token.parse(token())));
            case "renew" -> write(file, enrolment.renewal());
            case "install" -> install(file);
            default -> throw new UsageException("unknown: " + verb);
        }
    }

    private String token() throws IOException, UsageException {
        String given = arguments.option("--token").orElseThrow(() -> new UsageException("--token is missing"));
        if (!given.equals("-")) {
            return given;
        }
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).readLine();
        return line == null ? "" : line.strip();
    }

    private void write(Path file, EnrolmentRequest request) throws IOException {
        SafeFile.write(file, request.text());
        out.println(
                file + ": now let the authority sign it: ezplex ca sign FILE; then ezplex enrol install its answer");
    }

    private void install(Path file) throws IOException, RefusedException, UntrustedException {
        X509Certificate installed = enrolment.install(EnrolmentAnswer.parse(SafeFile.read(file)));
        out.println("this is " + SystemName.of(installed).orElse("") + ", until "
                + installed.getNotAfter().toInstant());
    }
}
