package dev.recount.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.ingest.secret.FingerprintKey;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.JsonRedaction;
import dev.recount.ingest.secret.JsonRedactor;
import java.io.IOException;
import java.util.UUID;
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

/** What looking for secrets costs: an event of about 600 bytes without one, and the same with a token in a header. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RedactionBenchmark {

    private final JsonRedactor redactor = new JsonRedactor(new Fingerprinter(FingerprintKey.of(new byte[32])));
    private final JsonNode clean = parse(new Workload(42, "jmh").next());
    private final JsonNode withToken = parse(new Workload(42, "jmh")
            .next()
            .replace("\"cwd\":\"/srv/shop\"", "\"header\":\"Authorization: Bearer " + UUID.randomUUID() + "\""));

    @Benchmark
    public JsonRedaction cleanEvent() {
        return redactor.redact(clean);
    }

    @Benchmark
    public JsonRedaction eventWithToken() {
        return redactor.redact(withToken);
    }

    private static JsonNode parse(String json) {
        try {
            return RecordJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
