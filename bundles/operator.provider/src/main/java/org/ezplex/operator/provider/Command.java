// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Makes a component's methods Gogo functions. */
@ComponentPropertyType
@interface Command {
    /** What the names below are put behind. */
    String PREFIX_ = "osgi.command.";

    /** The scope of the functions. */
    String scope() default "ezplex";

    /** The functions: names of public methods. */
    String[] function();
}
