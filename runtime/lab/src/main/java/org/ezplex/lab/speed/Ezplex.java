// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.time.Duration;
import java.util.Locale;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Wait;

/** The product, with one of its data paths. */
final class Ezplex implements Way {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Site site;
    private final LabSystem owner;
    private final DataPath path;

    /** How the owner forwards. */
    enum DataPath {
        /** The kernel forwards what it can. */
        ACCELERATOR("IPCONFIG QDIOACCELERATOR\n"),
        /** Java forwards. */
        PORTABLE("IPCONFIG NOQDIOACCELERATOR\n");

        private final String statement;

        DataPath(String statement) {
            this.statement = statement;
        }

        String wayName() {
            return "ezplex " + name().toLowerCase(Locale.ROOT);
        }
    }

    Ezplex(Site site, LabSystem owner, DataPath path) {
        this.site = site;
        this.owner = owner;
        this.path = path;
    }

    @Override
    public String name() {
        return path.wayName();
    }

    @Override
    public String address() {
        return site.dvipa();
    }

    @Override
    public void enter() {
        site.obey(owner, path.statement);
        Wait.forCondition(owner.name() + " to forward by " + path, PATIENCE, this::runs);
    }

    private boolean runs() {
        return owner.console("display osainfo --json").rows().stream()
                .allMatch(row -> row.getJsonObject("info").getString("dataPath").equals(path.name()));
    }
}
