// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

/** What a system does about a goal. */
enum Progress {
    /** Nothing yet: it has no package, or has not looked at it. */
    NONE,
    /** It has the package and found nothing against it, or it has done its part. */
    READY,
    /** It does not take the package. */
    REFUSED,
    /** It changes its level. */
    WORKING,
    /** It could not take the level, and runs the one before. */
    FAILED,
    /** It could not go back. */
    STUCK
}
