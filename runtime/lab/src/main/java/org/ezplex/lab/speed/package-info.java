// SPDX-License-Identifier: Apache-2.0
/** What clients get through the product, beside a straight way and other load balancers, in one run on one machine. */
package org.ezplex.lab.speed;
