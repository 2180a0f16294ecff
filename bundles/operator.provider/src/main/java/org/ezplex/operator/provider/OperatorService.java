// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import jakarta.json.spi.JsonProvider;
import java.time.Clock;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one {@link Operator} that the command components share. */
@Component(service = OperatorService.class)
public final class OperatorService {
    private final Operator operator;

    @Activate
    public OperatorService(@Reference OsgiParts parts) {
        this.operator =
                new Operator(parts, Clock.system(ZoneId.systemDefault()), parts.version(), JsonProvider.provider());
    }

    OperatorService(Operator operator) {
        this.operator = operator;
    }

    Operator operator() {
        return operator;
    }
}
