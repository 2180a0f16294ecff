// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

/** Kinds of settings that Metatype has no type for. A setting of one has its text for {@code name} in its definition, and is held to it. */
public final class SettingKind {
    /** A name that Linux has a network device of: 1 to 15 bytes. {@code %d}, once, stands for the first free number. */
    public static final String DEVICE_NAME = "Name of a network device";

    private SettingKind() {}
}
