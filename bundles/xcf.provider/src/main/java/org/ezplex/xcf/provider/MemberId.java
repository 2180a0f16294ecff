// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

/** Who a pulse is from or to: the engine's address of one life of a member, 128 bits. */
record MemberId(long most, long least) {}
