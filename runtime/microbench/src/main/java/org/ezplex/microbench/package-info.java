// SPDX-License-Identifier: Apache-2.0
/** What single operations of the product take and allocate, beside a plain operation of Java in the same run. */
package org.ezplex.microbench;
