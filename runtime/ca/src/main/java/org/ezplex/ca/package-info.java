// SPDX-License-Identifier: Apache-2.0
/** The sysplex's certificate authority, and enrolment with it: a program of the command line, no part of a running system. */
package org.ezplex.ca;
