package dev.recount.bench.query;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.streams.index.FoldedIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Benchmark B7, from outside: questions over HTTP to the query routes over an index of generated events.
 *
 * <pre>
 * bench/query                      1,000,000 events, 500 questions of each kind
 * bench/query -Devents=10000000
 * </pre>
 */
public final class QueryBench {

    private static final long SEED = 42;
    private static final int INCIDENT_SESSIONS = 20;

    private final PrintStream out;
    private final int events = Integer.getInteger("events", 1_000_000);
    private final int questions = Integer.getInteger("questions", 500);
    private final SplittableRandom random = new SplittableRandom(SEED);

    private QueryBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        new QueryBench(System.out).run();
    }

    private void run() throws Exception {
        var folder = Files.createTempDirectory("recount-query-bench");
        try (var index = new FoldedIndex(folder)) {
            var fleet = fold(index, folder);
            try (var api = new Api(index)) {
                ask(api, fleet);
            }
        }
    }

    private Fleet fold(FoldedIndex index, Path folder) throws IOException {
        long startedAt = System.nanoTime();
        var batches = new Batches(index);
        var fleet = new Fleet(SEED, events, batches::add);
        long count = fleet.run();
        batches.flush();
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        say(
                "folded %,d events in %.1f s, made and encoded on the way: %,.0f events/s",
                count, seconds, count / seconds);
        say("%.0f bytes an event on disk, bodies and all keys, as they lie", bytes(folder) / (double) count);
        index.add(incident());
        return fleet;
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

    private void ask(Api api, Fleet fleet) {
        measure(
                "timeline of a 500-event session",
                questions,
                () -> api.page(
                        "/v1/timeline?limit=500&session=" + Fleet.session(random.nextInt(fleet.sessions())),
                        Fleet.SESSION_EVENTS));
        measure(
                "uses of a credential in an hour",
                questions,
                () -> api.page(
                        "/v1/timeline?limit=1000&credential=" + Fleet.credential(random.nextInt(2_000)) + hour(), 0));
        measure(
                "actions of an agent in an hour",
                questions,
                () -> api.page(
                        "/v1/timeline?limit=1000&actor=" + Api.encoded(Fleet.agent(random.nextInt(2_000))) + hour(),
                        0));
        measure(
                "what was done to a resource in an hour",
                questions,
                () -> api.page(
                        "/v1/timeline?limit=1000&resource=" + Api.encoded(Fleet.file(random.nextInt(10_000))) + hour(),
                        0));
        measure(
                "first page (100) of a session of 50,000 events",
                questions,
                () -> api.page("/v1/timeline?session=" + Fleet.BIG_SESSION, 100));
        measure(
                "last page (100) of it, latest first",
                questions,
                () -> api.page("/v1/timeline?order=desc&session=" + Fleet.BIG_SESSION, 100));
        int few = Math.max(10, questions / 20);
        measure(
                "all of an incident of 10,000 events",
                few,
                () -> api.all("/v1/timeline?limit=1000&incident=inc-bench", INCIDENT_SESSIONS * Fleet.SESSION_EVENTS));
        measure(
                "lineage of a credential used in 5,000 sessions",
                few,
                () -> api.answer("/v1/credentials/" + Fleet.SHARED_CREDENTIAL + "/lineage"));
    }

    private String hour() {
        var from = Fleet.START.plusSeconds(random.nextLong(Duration.ofDays(90).toSeconds()));
        return "&from=" + from + "&to=" + from.plus(Duration.ofHours(1));
    }

    private void measure(String what, int times, Supplier<Integer> question) {
        for (int i = 0; i < Math.max(3, times / 5); i++) {
            var unused = question.get();
        }
        long[] nanos = new long[times];
        long items = 0;
        for (int i = 0; i < times; i++) {
            long startedAt = System.nanoTime();
            items += question.get();
            nanos[i] = System.nanoTime() - startedAt;
        }
        java.util.Arrays.sort(nanos);
        say(
                "%-50s p50 %7.2f  p99 %7.2f ms  (%d times, %.0f events each)",
                what, nanos[times / 2] / 1e6, nanos[(times * 99 - 1) / 100] / 1e6, times, items / (double) times);
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
