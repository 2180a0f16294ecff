// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.lang.reflect.Proxy;

/** Stand-ins of services that one question is asked of. */
final class Fakes {
    private Fakes() {}

    /** What a service returns, whatever is called. */
    interface Answer {
        Object to(Object[] args);
    }

    /** One that answers every call so, where the answer is of the type that is asked for, and with null elsewhere. */
    static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object value = answer.to(args);
            return method.getReturnType().isInstance(value) ? value : null;
        }));
    }
}
