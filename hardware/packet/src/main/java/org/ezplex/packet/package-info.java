// SPDX-License-Identifier: Apache-2.0
/**
 * Header descriptors, checksums and a frame flyweight over byte buffers. Nothing here allocates, locks or throws because of
 * what a frame holds, {@link org.ezplex.packet.FrameBuilder} apart. All offsets are absolute; buffers are big-endian, the way
 * {@link java.nio.ByteBuffer} is born.
 */
@Export
@Version("1.0.0")
package org.ezplex.packet;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
