// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.Optional;

/** What is wrong with one setting of a configuration. */
sealed interface Finding {
    /**
     * A value that cannot be used.
     *
     * @param setting its name
     * @param value as configured, cut
     * @param wrong what it is, in the words of the message
     * @param used what is used, in the words of the message
     * @param substitute what is used, or nothing for the default
     */
    record WrongValue(String setting, String value, String wrong, String used, Optional<Long> substitute)
            implements Finding {}

    /**
     * A name that no setting has.
     *
     * @param setting the name
     * @param suggestion what it was probably meant to be, in the words of the message, or empty
     */
    record UnknownName(String setting, String suggestion) implements Finding {}
}
