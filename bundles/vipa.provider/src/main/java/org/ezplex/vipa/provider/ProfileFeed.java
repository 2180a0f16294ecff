// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import org.ezplex.profile.ProfileListener;
import org.ezplex.profile.ProfileService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes to whichever profile service is there; while there is none, the last profile stays in force. */
final class ProfileFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileFeed.class);

    private final ProfileListener listener;
    private ProfileService service;
    private AutoCloseable subscription;

    ProfileFeed(ProfileListener listener) {
        this.listener = listener;
    }

    synchronized void use(ProfileService next) {
        end();
        service = next;
        subscription = next.subscribe(listener);
    }

    /** Does nothing if another has taken its place already. */
    synchronized void drop(ProfileService old) {
        if (service == old) {
            end();
            service = null;
        }
    }

    synchronized void end() {
        if (subscription == null) {
            return;
        }
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("The subscription to the profile did not close", e);
        }
        subscription = null;
    }
}
