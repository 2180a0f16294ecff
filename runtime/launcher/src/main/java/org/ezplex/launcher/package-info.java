// SPDX-License-Identifier: Apache-2.0
/** Starts one system: reads its folders, starts the framework and the bundles in it, reports, waits for its end. */
package org.ezplex.launcher;
