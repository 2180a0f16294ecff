// SPDX-License-Identifier: Apache-2.0
/** A sysplex in network namespaces of one Linux machine, for demonstrations, tests and measurements. */
package org.ezplex.lab;
