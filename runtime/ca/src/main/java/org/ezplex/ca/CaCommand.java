// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.ezplex.trust.Pem;
import org.ezplex.trust.Refusal;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.SystemName;
import org.ezplex.trust.UntrustedException;

/** {@code ezplex ca}. */
final class CaCommand {
    static final String USAGE =
            """
            Usage: ezplex ca create SYSPLEX      makes the authority of a sysplex
                   ezplex ca token SYS [--hours N]    prints a token: the right to one certificate for SYS, for N hours (24)
                   ezplex ca sign FILE [ANSWER]  answers a request for a certificate, or for another in place of one that ends
                   ezplex ca revoke SYS          makes the certificates and tokens of SYS worthless; put the list on one system
                   ezplex ca crl [FILE]          writes the list of revoked certificates: etc/pki/ca.crl of a system
                   ezplex ca list                what was issued and given out
              --dir DIR   the authority's folder (default: ca in the home). Whoever can read it is the authority: keep it safe
            docs/trust.md tells it from the beginning.
            """;

    private static final int MOST_HOURS = 24 * 365;

    private final Arguments arguments;
    private final InstantSource clock;
    private final PrintStream out;

    private CaCommand(Arguments arguments, InstantSource clock, PrintStream out) {
        this.arguments = arguments;
        this.clock = clock;
        this.out = out;
    }

    static void run(List<String> args, InstantSource clock, PrintStream out)
            throws IOException, RefusedException, UntrustedException, UsageException {
        new CaCommand(Arguments.parse(args, Set.of("--dir", "--home", "--hours")), clock, out).run();
    }

    private void run() throws IOException, RefusedException, UntrustedException, UsageException {
        String verb = arguments.word(0, "what to do");
        switch (verb) {
            case "create" -> create();
            case "token" -> token();
            case "sign" -> sign();
            case "revoke" -> revoke();
            case "crl" -> list();
            case "list" -> show();
            default -> throw new UsageException("unknown: " + verb);
        }
    }

    private Path folder() {
        return arguments
                .option("--dir")
                .map(Path::of)
                .orElseGet(() -> Path.of(arguments.option("--home").orElse("."), "ca"));
    }

    private CertificateAuthority open() throws IOException, RefusedException, UntrustedException {
        return CertificateAuthority.open(folder(), clock);
    }

    private void create() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(2);
        String sysplex = arguments.word(1, "the name of the sysplex");
        try (CertificateAuthority authority = CertificateAuthority.create(folder(), sysplex, clock)) {
            out.println(folder() + ": the authority of " + sysplex + ", until " + until(authority.certificate()));
        }
    }

    private void token() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(2);
        String system = arguments.word(1, "the system");
        Duration life = Duration.ofHours(hours());
        try (CertificateAuthority authority = open()) {
            out.println(authority.token(system, life).text());
        }
    }

    private int hours() throws UsageException {
        String text = arguments.option("--hours").orElse("24");
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST_HOURS) {
            throw new UsageException("--hours wants a number from 1 to " + MOST_HOURS);
        }
        return Integer.parseInt(text);
    }

    private void sign() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(3);
        Path request = Path.of(arguments.word(1, "the file with the request"));
        Path answer = Path.of(arguments.words().size() > 2 ? arguments.words().get(2) : request + ".answer");
        EnrolmentRequest asked = EnrolmentRequest.parse(SafeFile.read(request));
        try (CertificateAuthority authority = open()) {
            EnrolmentAnswer answered = authority.sign(asked);
            SafeFile.write(answer, answered.text());
            X509Certificate made = answered.certificate();
            out.println(answer + ": a certificate for " + SystemName.of(made).orElse("") + ", until " + until(made));
        }
    }

    private void revoke() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(2);
        String system = arguments.word(1, "the system");
        try (CertificateAuthority authority = open()) {
            CertificateAuthority.Revoked revoked = authority.revoke(system);
            if (revoked.tokens() > 0) {
                out.println(revoked.tokens() + " token(s) of " + system + " cancelled");
            }
            if (revoked.certificates() > 0) {
                out.println(revoked.certificates() + " certificate(s) of " + system
                        + " revoked; now put the list on a system that runs: ezplex ca crl HOME/etc/pki/ca.crl");
            }
        }
    }

    private void list() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(2);
        try (CertificateAuthority authority = open()) {
            String text = Pem.encode(Pem.CRL, authority.list().getEncoded());
            if (arguments.words().size() > 1) {
                SafeFile.write(Path.of(arguments.words().get(1)), text);
            } else {
                out.print(text);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void show() throws IOException, RefusedException, UntrustedException, UsageException {
        arguments.atMost(1);
        try (CertificateAuthority authority = open()) {
            out.printf("%-8s  %-11s  %-20s  %s%n", "SYSTEM", "STATE", "UNTIL", "SERIAL");
            for (CertificateAuthority.Issued each : authority.all()) {
                X509Certificate made = each.certificate();
                out.printf(
                        "%-8s  %-11s  %-20s  %s%n",
                        SystemName.of(made).orElse("?"),
                        each.refusal().map(Refusal::name).orElse("GOOD"),
                        until(made),
                        CertificateAuthority.serial(made));
            }
            for (TokenBook.Entry each : authority.tokens()) {
                out.printf(
                        "%-8s  %-11s  %-20s  token %s%n",
                        each.system(),
                        each.isOver(clock.instant()) ? "TOO LATE" : each.state(),
                        each.until().truncatedTo(ChronoUnit.SECONDS),
                        each.proof());
            }
        }
    }

    private static String until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant().toString();
    }
}
