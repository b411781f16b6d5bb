package dev.recount.bench;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
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

/** What an event of about 600 bytes costs to read from JSON, to write and read as Avro, and to hash canonically. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EncodingBenchmark {

    private final RecordJson<Event> json = RecordJson.of(Event.class);
    private final RecordAvro<Event> avro = Codecs.released().events();
    private final String text = new Workload(42, "jmh").next();
    private final Event event = json.read(text);
    private final byte[] bytes = avro.encode(event);

    @Benchmark
    public Event readJson() {
        return json.read(text);
    }

    @Benchmark
    public byte[] writeAvro() {
        return avro.encode(event);
    }

    @Benchmark
    public Event readAvro() {
        return avro.decode(bytes);
    }

    @Benchmark
    public byte[] hashCanonical() {
        return json.sha256(event);
    }
}
