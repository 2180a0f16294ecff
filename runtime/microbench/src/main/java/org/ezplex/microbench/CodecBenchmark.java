// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A target's report of a hundred new connections. */
@State(Scope.Thread)
public class CodecBenchmark {
    private static final int CONNECTIONS = 100;

    private final Report report = new Report.NewConnections(
            Connections.DVIPA,
            1,
            false,
            false,
            IntStream.range(0, CONNECTIONS).mapToObj(Connections::connection).toList());
    private final ByteBuffer message = ReportCodec.encode(report);

    /** From records to octets. */
    @Benchmark
    public ByteBuffer encode() {
        return ReportCodec.encode(report);
    }

    /** From octets to records. */
    @Benchmark
    public Optional<Report> decode() throws MalformedMessageException {
        return ReportCodec.decode(MessageReader.of(message));
    }

    /** The same octets in a new buffer. */
    @Benchmark
    public ByteBuffer reference() {
        return ByteBuffer.allocate(message.limit()).put(0, message, 0, message.limit());
    }
}
