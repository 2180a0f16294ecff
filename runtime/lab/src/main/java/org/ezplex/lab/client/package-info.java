// SPDX-License-Identifier: Apache-2.0
/** Real clients that lab hosts run, each in a process of its own. */
package org.ezplex.lab.client;
