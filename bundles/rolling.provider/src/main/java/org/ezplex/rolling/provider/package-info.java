// SPDX-License-Identifier: Apache-2.0
/** One level for all systems of the sysplex: handed to each, looked at by each, and applied by one after the other. */
package org.ezplex.rolling.provider;
