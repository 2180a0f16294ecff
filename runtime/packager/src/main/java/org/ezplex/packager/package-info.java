// SPDX-License-Identifier: Apache-2.0
/** {@code ezplex package}, {@code ezplex seal} and {@code ezplex signer}. No part of a system that runs. */
package org.ezplex.packager;
