// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Reads PROFILE.TCPIP files. Safe for any thread; changes are made one after the other. */
@ProviderType
public interface ProfileService {
    /** The profile in force: the initial file and every OBEYFILE since. Empty while nothing was read. */
    Profile current();

    /** Reads {@code file} as OBEYFILE would, with the same messages, and changes nothing (VARY SYNTAXCHECK). */
    Compilation syntaxCheck(Path file);

    /**
     * Reads {@code file} on top of the profile in force and puts the outcome in force (VARY OBEYFILE). Errors keep what they must.
     * Throws {@link ProfileException} while a change waits for confirmation.
     */
    Compilation obey(Path file);

    /** Adds a listener; it is told of the profile in force first. Closed by the returned handle. */
    AutoCloseable subscribe(ProfileListener listener);
}
