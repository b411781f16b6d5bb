package dev.recount.bench.query;

import dev.recount.event.Event;
import dev.recount.streams.index.FoldedIndex;
import dev.recount.streams.index.IndexConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

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
    private static final int CLIENTS_MAX = 8;
    private static final int FOLDED_MIN = 15_000;
    private static final int PROJECTED_MAX = 300_000;
    private static final long MEMORY =
            Long.getLong("memory", IndexConfig.of("", "", Path.of("")).memoryBytes());
    private static final int RESTORED_MIN = 50_000;

    private final PrintStream out;
    private final int events = Integer.getInteger("events", 1_000_000);
    private final int times = Integer.getInteger("questions", 500);
    private final Questions questions = new Questions(SEED, times);
    private final List<Store> stores = new ArrayList<>();
    private final Aims aims = new Aims();
    private long count;

    private QueryBench(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        new QueryBench(System.out).run();
    }

    private void run() throws Exception {
        long startedAt = System.nanoTime();
        var folder = Files.createTempDirectory("recount-query-bench");
        try {
            measure(folder);
            restarted(folder);
        } finally {
            stores.forEach(Store::close);
            delete(folder);
        }
        say("%nAims of benchmark B7, seed %d, %,d events, %s", SEED, count, System.getProperty("java.version"));
        aims.print(out::println);
        say("all of it took %.0f s", (System.nanoTime() - startedAt) / 1e9);
    }

    private void measure(Path folder) throws Exception {
        project(folder);
        try (var index = index(folder)) {
            long bytes = fold(index, folder);
            addPeers(folder);
            try (var api = new Api(index, bytes)) {
                stores.add(0, api);
                sizes();
                for (int clients : new int[] {1, CLIENTS_MAX}) {
                    new Comparison(stores, aims, out::println).run(questions.drawn(), clients);
                }
                say("%nRecount alone");
                alone(api, "");
                stores.remove(api);
            }
        }
    }

    /** The index is closed and opened again, so that its own caches are empty; the system's are not. */
    private void restarted(Path folder) throws Exception {
        say("%nAfter a restart");
        try (var index = index(folder);
                var api = new Api(index, 0)) {
            var all = new ArrayList<Store>(List.of(api));
            all.addAll(stores.stream().filter(peer -> !peer.isSlow()).toList());
            new Comparison(all, new Aims(), out::println).again(questions.drawn());
            alone(api, " after a restart");
        }
    }

    private FoldedIndex index(Path folder) {
        return new FoldedIndex(folder.resolve("index"), MEMORY);
    }

    private void sizes() {
        say("");
        stores.forEach(store ->
                say("%-40s %,.0f bytes an event, indexes included", store.name(), store.bytes() / (double) count));
        stores.stream()
                .filter(store -> store instanceof SqlStore && !store.isSlow())
                .forEach(store -> aims.atMost(
                        "bytes on disk, log and indexes, of those of " + store.name(),
                        stores.get(0).bytes() / (double) store.bytes(),
                        0.4,
                        "x"));
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
                    CLIENTS_MAX,
                    this::rows));
        }
        stores.add(DuckDb.filled(folder, CLIENTS_MAX, this::rows));
    }

    private void rows(Consumer<Row> row) {
        new Fleet(SEED, events, (event, partition) -> row.accept(Row.of(event))).run();
    }

    /** Fills the index; returns what it and the log take on disk. */
    private long fold(FoldedIndex index, Path folder) throws IOException {
        var log = new LogBytes();
        index.beginLoad(events);
        double loaded = perSecond(index, events, index::endLoad, event -> {
            questions.see(event);
            log.add(event);
        });
        say("loaded %,d events, made and encoded on the way: %,.0f events/s", count, loaded);
        aims.atLeast("events restored into an empty index a second, Kafka left out", loaded, RESTORED_MIN, "/s");
        WideIncident.addTo(index);
        index.compact();
        long indexBytes = bytes(folder.resolve("index"));
        say("index %.0f, log %.0f bytes an event (snappy, 100 in a batch)", indexBytes / (double) count, log.each());
        return indexBytes + (long) (log.each() * count);
    }

    /** How fast an index takes what comes as it comes. */
    private void project(Path folder) {
        try (var index = new FoldedIndex(folder.resolve("projected"), MEMORY)) {
            double folded = perSecond(index, Math.min(events, PROJECTED_MAX), () -> {}, event -> {});
            say("folded as they come, made and encoded on the way: %,.0f events/s", folded);
            aims.atLeast("events folded as they come a second", folded, FOLDED_MIN, "/s");
        }
    }

    private double perSecond(FoldedIndex index, int most, Runnable end, Consumer<Event> seen) {
        long startedAt = System.nanoTime();
        var batches = new Batches(index);
        count = new Fleet(SEED, most, (event, partition) -> {
                    batches.add(event, partition);
                    seen.accept(event);
                })
                .run();
        batches.flush();
        end.run();
        return count / ((System.nanoTime() - startedAt) / 1e9);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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

    private void alone(Api api, String when) {
        atMost(
                50,
                "first page (100) of a session of 50,000" + when,
                times,
                () -> page(api, "session=" + Fleet.BIG_SESSION));
        atMost(
                50,
                "last page of it, latest first" + when,
                times,
                () -> page(api, "order=desc&session=" + Fleet.BIG_SESSION));
        int few = Math.max(10, times / 20);
        var incident = "/v1/timeline?limit=1000&incident=" + WideIncident.ID;
        requireEvents(WideIncident.EVENTS, api.pages(incident));
        atMost(500, "all of an incident of 10,000 events" + when, few, () -> {
            var unused = api.pages(incident);
        });
        atMost(300, "lineage of a credential used in 5,000 sessions" + when, few, () -> {
            var unused = api.bytes("/v1/credentials/" + Fleet.SHARED_CREDENTIAL + "/lineage");
        });
    }

    private static void requireEvents(int expected, List<byte[]> pages) {
        int seen = pages.stream()
                .mapToInt(page -> Api.tree(page).get("items").size())
                .sum();
        if (seen != expected) {
            throw new IllegalStateException("an incident of " + seen + " events (expected: " + expected + ")");
        }
    }

    private static void page(Api api, String query) {
        var unused = api.bytes("/v1/timeline?" + query);
    }

    private void atMost(double ms, String what, int repeats, Runnable question) {
        Timed.of(Collections.nCopies(Math.max(3, repeats / 5), question), 1);
        var timed = Timed.of(Collections.nCopies(repeats, question), 1);
        say("    %-64s %s", what, timed);
        aims.atMost(what + ", p99", timed.p99(), ms, "ms");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
