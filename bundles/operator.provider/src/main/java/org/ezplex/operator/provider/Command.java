// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.ezplex.operator.Role;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Makes a component's methods Gogo functions, and says who may use them. */
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@interface Command {
    /** What the names below are put behind. */
    String PREFIX_ = "osgi.command.";

    /** The scope of the functions. */
    String scope() default "ezplex";

    /** The functions: names of public methods, the long one first. */
    String[] function();

    /** The role that the command takes. */
    Role role();

    /** The first operands with which it only shows something, which everybody may. In capitals what a short form must have. */
    String[] shows() default {};
}
