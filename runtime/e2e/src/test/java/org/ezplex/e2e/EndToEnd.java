// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.ezplex.lab.Lab;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A test of the end-to-end ring. Skipped with a reason where no lab can be made. Gives a {@link Sysplex} to who asks for one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEnd.Extension.class)
public @interface EndToEnd {
    /** Makes the shared sysplex when the first test asks for it; it goes with the test run. */
    final class Extension implements ExecutionCondition, ParameterResolver {
        private static final Namespace NAMESPACE = Namespace.create(EndToEnd.class);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Lab.obstacle()
                    .map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("a lab can be made here"));
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Sysplex.class;
        }

        @Override
        public Sysplex resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(Sysplex.class, key -> new Sysplex(), Sysplex.class);
        }
    }
}
