package dev.recount.bench;

import dev.recount.codec.Codecs;
import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.EventRedactor;
import dev.recount.ingest.accept.Item;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.source.NativeEvents;
import dev.recount.ingest.source.NativeItems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one line of NDJSON costs from its bytes to what is handed to the log: read, redact, complete, check, encode, digest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ItemBenchmark {

    private static final int LINES = 1_024;

    private final byte[][] lines = new byte[LINES][];
    private final NativeItems items;
    private int next;

    public ItemBenchmark() {
        var fingerprinter = new Fingerprinter(FingerprintKey.of(new byte[32]));
        items = new NativeItems(
                new NativeEvents(fingerprinter)::read,
                new Acceptance(
                        new EventRedactor(fingerprinter), Codecs.released().events()),
                new Refusals(fingerprinter));
        var workload = new Workload(42, "jmh");
        for (int i = 0; i < LINES; i++) {
            lines[i] = workload.next().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Benchmark
    public Item nativeItem() {
        byte[] line = lines[next++ & (LINES - 1)];
        return items.make(line, 0, line.length, Instant.now());
    }
}
