// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import org.ezplex.lab.LabPlan;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One {@link Scene} for all tests of a class, from before the first until after the last, which leave SYS1 as the owner. */
final class Stage implements BeforeAllCallback, AfterAllCallback {
    private static final String OWNER = "SYS1";

    private final LabPlan plan;
    private final String[] dynamic;
    private Scene scene;
    private Tidy tidy;

    /** As {@link Scene#Scene}. */
    Stage(LabPlan plan, String... dynamic) {
        this.plan = plan;
        this.dynamic = dynamic;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        scene = new Scene(plan, dynamic);
        tidy = new Tidy(scene);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Tidy.end(scene, tidy, OWNER);
    }

    Scene scene() {
        return scene;
    }

    Tidy tidy() {
        return tidy;
    }
}
