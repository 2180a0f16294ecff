// SPDX-License-Identifier: Apache-2.0
/** Damaged inputs for tests. */
package org.ezplex.fuzz;
