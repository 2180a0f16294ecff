// SPDX-License-Identifier: Apache-2.0
/** The system image from configuration, the event loop's thread, the hardcopy log on file. */
package org.ezplex.system.provider;
