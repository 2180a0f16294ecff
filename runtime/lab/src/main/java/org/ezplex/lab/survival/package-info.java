// SPDX-License-Identifier: Apache-2.0
/** The survival bench: what becomes of connections when their distributor fails, leaves or comes back. */
package org.ezplex.lab.survival;
