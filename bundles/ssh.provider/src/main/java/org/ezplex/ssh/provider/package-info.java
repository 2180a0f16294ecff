// SPDX-License-Identifier: Apache-2.0
/** The operator's console over SSH. */
package org.ezplex.ssh.provider;
