package dev.recount.bench.query;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.streams.index.FoldedIndex;
import dev.recount.streams.index.IndexConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * Benchmark B7, from outside: questions over HTTP to the query routes over an index of generated events, and the same
 * questions to PostgreSQL and DuckDB filled with the same events, where they are to be had.
 *
 * <pre>
 * bench/query                      1,000,000 events, 500 questions of each kind
 * bench/query -Devents=10000000
 * bench/query -Dpeers=none         without PostgreSQL and DuckDB
 * </pre>
 */
public final class QueryBench {

    private static final long SEED = 42;
    private static final int INCIDENT_SESSIONS = 20;

    private final PrintStream out;
    private final int events = Integer.getInteger("events", 1_000_000);
    private final int times = Integer.getInteger("questions", 500);
    private final Questions questions = new Questions(SEED, times);
    private final List<Store> stores = new ArrayList<>();
    private long count;

    private QueryBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        new QueryBench(System.out).run();
    }

    private void run() throws Exception {
        var folder = Files.createTempDirectory("recount-query-bench");
        var memory = Long.getLong("memory", IndexConfig.of("", "", folder).memoryBytes());
        try (var index = new FoldedIndex(folder.resolve("index"), memory)) {
            long bytes = fold(index, folder);
            try (var api = new Api(index, bytes)) {
                stores.add(api);
                addPeers(folder);
                say("");
                stores.forEach(store -> say(
                        "%-40s %,.0f bytes an event, indexes included", store.name(), store.bytes() / (double) count));
                new Comparison(stores, out::println).run(questions.drawn());
                ask(api);
            } finally {
                stores.forEach(Store::close);
            }
        }
    }

    private void addPeers(Path folder) throws Exception {
        if ("none".equals(System.getProperty("peers"))) {
            return;
        }
        var postgres = System.getProperty("postgres");
        if (postgres == null) {
            say("PostgreSQL is absent");
        } else {
            stores.add(Postgres.filled(
                    postgres,
                    Path.of(Objects.requireNonNull(System.getProperty("peers.scripts"), "peers.scripts")),
                    this::rows));
        }
        stores.add(DuckDb.filled(folder, this::rows));
    }

    private void rows(Consumer<Row> row) {
        new Fleet(SEED, events, (event, partition) -> row.accept(Row.of(event))).run();
    }

    /** Fills the index; returns what it and the log take on disk. */
    private long fold(FoldedIndex index, Path folder) throws IOException {
        long startedAt = System.nanoTime();
        var batches = new Batches(index);
        count = new Fleet(SEED, events, batches::add).run();
        batches.flush();
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        say(
                "folded %,d events in %.1f s, made and encoded on the way: %,.0f events/s",
                count, seconds, count / seconds);
        index.add(incident());
        index.compact();
        var log = new LogBytes();
        new Fleet(SEED, events, (event, partition) -> {
                    questions.see(event);
                    log.add(event);
                })
                .run();
        long indexBytes = bytes(folder);
        say("index %.0f, log %.0f bytes an event (snappy, 100 in a batch)", indexBytes / (double) count, log.each());
        return indexBytes + (long) (log.each() * count);
    }

    /** RocksDB merges files meanwhile, so one that was listed may be gone when it is looked at. */
    private static long bytes(Path folder) throws IOException {
        var total = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                total.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return total.get();
    }

    private void ask(Api api) {
        say("%nRecount alone");
        measure("first page (100) of a session of 50,000", times, () -> first(api, "session=" + Fleet.BIG_SESSION));
        measure("last page of it, latest first", times, () -> first(api, "order=desc&session=" + Fleet.BIG_SESSION));
        int few = Math.max(10, times / 20);
        measure("all of an incident of 10,000 events", few, () -> api.pages(
                        "/v1/timeline?limit=1000&incident=inc-bench")
                .size());
        measure("lineage of a credential used in 5,000 sessions", few, () -> api.bytes(
                        "/v1/credentials/" + Fleet.SHARED_CREDENTIAL + "/lineage")
                .length);
    }

    private static int first(Api api, String query) {
        return api.bytes("/v1/timeline?" + query).length;
    }

    private void measure(String what, int repeats, IntSupplier question) {
        for (int i = 0; i < Math.max(3, repeats / 5); i++) {
            var unused = question.getAsInt();
        }
        long[] nanos = new long[repeats];
        for (int i = 0; i < repeats; i++) {
            long startedAt = System.nanoTime();
            var unused = question.getAsInt();
            nanos[i] = System.nanoTime() - startedAt;
        }
        Arrays.sort(nanos);
        say(
                "    %-46s p50 %7.2f  p99 %7.2f ms  (%d times)",
                what, nanos[repeats / 2] / 1e6, nanos[(repeats * 99 - 1) / 100] / 1e6, repeats);
    }

    private static Incident incident() {
        var sessions =
                IntStream.range(0, INCIDENT_SESSIONS).mapToObj(Fleet::session).toList();
        Instant at = Fleet.START;
        return new Incident(
                "inc-bench",
                IncidentStatus.OPEN,
                Level.HIGH,
                "Twenty sessions",
                at,
                at,
                List.of(),
                List.of(),
                sessions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null,
                "/v1/timeline?incident=inc-bench");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
