// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The entry point of the three verbs. Exit status: 0 it did what it said, 1 it failed, 2 wrong usage. */
public final class Main {
    private Main() {}

    /** @param args the verb and its options */
    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), Clock.systemUTC()));
    }

    static int run(List<String> words, Clock clock) {
        String verb = words.isEmpty() ? "" : words.get(0);
        try {
            List<String> options = words.subList(Math.min(1, words.size()), words.size());
            switch (verb) {
                case "package" -> Packaging.run(new Options(options, Packaging.OPTIONS), clock.instant());
                case "seal" -> Sealing.run(new Options(options, Sealing.OPTIONS));
                case "signer" -> SignerMaking.run(new Options(options, SignerMaking.OPTIONS), clock.instant());
                default -> throw new UsageException("unknown verb " + verb);
            }
            return 0;
        } catch (UsageException e) {
            System.err.println("ezplex: " + e.getMessage() + "\n        see ./ezplex " + verb + " --help");
            return 2;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            System.err.println("ezplex: " + reason(e) + "\n        nothing was made");
            return 1;
        }
    }

    /** Of some failures the message is only the name of a file. */
    private static String reason(Exception e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is there already";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no " + e.getMessage() + ", or no folder for it";
        }
        if (e instanceof AccessDeniedException) {
            return "this user may not read or write " + e.getMessage();
        }
        if (e instanceof NotDirectoryException) {
            return e.getMessage() + " is not a folder";
        }
        return e.getMessage();
    }
}
