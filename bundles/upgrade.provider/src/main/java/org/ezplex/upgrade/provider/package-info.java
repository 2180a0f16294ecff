// SPDX-License-Identifier: Apache-2.0
/** Brings levels into the running system: what would change, whether it may, the exchange itself, and the way back. */
package org.ezplex.upgrade.provider;
