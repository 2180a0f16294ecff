// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ezplex.trust.Identity;
import org.ezplex.trust.Pem;
import org.ezplex.trust.SafeFile;
import org.ezplex.trust.UntrustedException;

/** The files of a folder of trust for which there is a cure that is less than enrolling the system again. */
final class PkiFiles {
    private PkiFiles() {}

    /** Throws if one of them, which is there, is at fault. */
    static void check(Path folder) throws NotReadyException {
        Path system = folder.resolve(Identity.SYSTEM_FILE);
        Path revoked = folder.resolve(Identity.REVOKED_FILE);
        try {
            SafeFile.readSecret(system);
        } catch (UntrustedException e) {
            throw new NotReadyException(
                    e.getMessage(),
                    "TYPE chmod 600 " + system + "; IF OTHERS MAY HAVE READ IT, ENROL THIS SYSTEM AGAIN");
        } catch (IOException e) {
            throw new NotReadyException(system + " CANNOT BE READ: " + e, "MAKE IT READABLE FOR THIS USER");
        }
        try {
            if (Files.exists(revoked)) {
                Pem.crl(Pem.decodeOne(Pem.CRL, SafeFile.read(revoked)));
            }
        } catch (UntrustedException e) {
            throw new NotReadyException(
                    revoked + ": " + e.getMessage(), "COPY THE AUTHORITY'S LIST THERE: SEE ezplex ca crl --help");
        } catch (IOException e) {
            throw new NotReadyException(revoked + " CANNOT BE READ: " + e, "MAKE IT READABLE FOR THIS USER");
        }
    }
}
