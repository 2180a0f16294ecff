// SPDX-License-Identifier: Apache-2.0
/** What was configured, compared with what can be. */
package org.ezplex.settings.provider;
