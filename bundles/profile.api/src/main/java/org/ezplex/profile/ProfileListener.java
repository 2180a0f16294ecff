// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import org.osgi.annotation.versioning.ConsumerType;

/** Told when another profile is in force, on the stack's event loop. */
@ConsumerType
@FunctionalInterface
public interface ProfileListener {
    /** {@code profile} is in force now. */
    void profileChanged(Profile profile);
}
