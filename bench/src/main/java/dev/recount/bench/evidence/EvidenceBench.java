package dev.recount.bench.evidence;

import dev.recount.codec.Codecs;
import dev.recount.codec.RecordAvro;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.evidence.bundle.BundleRequest;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.bundle.BundleWriter;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.merkle.Frontier;
import dev.recount.evidence.merkle.MerkleHash;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.RecordEntry;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.TilePath;
import dev.recount.evidence.verdict.Finding;
import dev.recount.ingest.person.PersonKeys;
import dev.recount.ingest.person.Persons;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** {@code bench/evidence}: the tree beside a bare one, sealing, proofs, bundles. */
public final class EvidenceBench {

    private static final long LEAVES = Long.getLong("leaves", 2_000_000);
    private static final int EVENTS = Integer.getInteger("events", 200_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int SEAL_EVERY = 10_000;
    private static final int PROOFS = 10_000;

    /** An event of about 600 bytes. */
    private static final Event USUAL = RecordJson.of(Event.class).read("""
        {"type":"action","phase":"requested","occurred_at":"2026-11-22T22:41:04.253345Z",
         "observed_at":"2026-11-22T22:41:04.253346Z","recorded_at":"2026-11-22T22:41:04.254345Z",
         "sensor":{"kind":"agent_hook","name":"claude-code","seq":41},"session":{"id":"bench-session-1811","seq":41},
         "actor":{"id":"agent:claude-code/1811","kind":"agent","name":"claude-code","on_behalf_of":"user:dev11"},
         "action":{"id":"bench-action-41","tool":"Bash","operation":"git status","verb":"read",
          "summary":"git status src/main/java/com/example/shop/Module4711.java",
          "arguments":{"command":"git status src/main/java/com/example/shop/Module4711.java","cwd":"/srv/shop"}},
         "resource":{"id":"file:/srv/shop/src/main/java/com/example/shop/Module4711.java","kind":"file"}}\
        """);

    private static final RecordAvro<Event> CODEC = Codecs.released().events();
    /** Events as they stand on the topic; as many as do not fit into a processor's cache. */
    private static final byte[][] VALUES =
            IntStream.range(0, 4_096).mapToObj(i -> CODEC.encode(event(i))).toArray(byte[][]::new);

    private static final List<String> FORMATS =
            List.of(System.getProperty("formats", String.join(",", EventFormats.names()))
                    .split(","));
    private static final List<String> PARTS =
            List.of(System.getProperty("parts", "trees,sealing,persons,bundles").split(","));

    private final PrintStream out;
    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(Long.getLong("seed", 7));
    private final SigningKey key = SigningKey.named("bench", SigningKey.generate(new SecureRandom()));
    private int logs;

    private EvidenceBench(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Arguments: none. Sizes are properties: {@code leaves}, {@code events}, {@code rounds}, {@code
     * seed}; {@code parts} and {@code formats} leave out the others. */
    public static void main(String[] arguments) throws Exception {
        var folder = Files.createTempDirectory("recount-evidence-bench");
        try {
            var bench = new EvidenceBench(System.out, folder);
            if (PARTS.contains("trees")) {
                bench.trees();
            }
            if (PARTS.contains("sealing")) {
                bench.sealing();
            }
            if (PARTS.contains("persons")) {
                bench.persons();
            }
            if (PARTS.contains("bundles")) {
                bench.bundles();
            }
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    private static byte[] entry(long number) {
        return ("{\"id\":\"01a20582-7d4f-7487-9127-%012d\",\"sha256\":\"%064x\",".formatted(number, number)
                        + "\"time\":\"2026-11-22T22:41:04.253345Z\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The log on disk, sealed every ten thousand leaves, beside the bare tree and the bare hash of the same entries. */
    private void trees() throws IOException {
        byte[][] entries =
                LongStream.range(0, 4_096).mapToObj(EvidenceBench::entry).toArray(byte[][]::new);
        for (int round = 1; round <= ROUNDS; round++) {
            var hash = Spent.on(() -> {
                for (long i = 0; i < LEAVES; i++) {
                    var unused = MerkleHash.leaf(entries[(int) (i & 4_095)]);
                }
            });
            var frontier = new Frontier();
            var bare = Spent.on(() -> {
                for (long i = 0; i < LEAVES; i++) {
                    frontier.append(MerkleHash.leaf(entries[(int) (i & 4_095)]), (h, n, node) -> {});
                }
            });
            try (var log = EvidenceLog.open(folder.resolve("log-" + logs++), key)) {
                var sealed = Spent.on(() -> {
                    for (long i = 0; i < LEAVES; i++) {
                        log.append(0, i, entries[(int) (i & 4_095)]);
                        if (log.unsealed() == SEAL_EVERY) {
                            var unused = log.seal();
                        }
                    }
                    var unused = log.seal();
                });
                if (!Arrays.equals(frontier.root(), log.sealed().checkpoint().root())) {
                    throw new IllegalStateException("the log and the bare tree have different roots");
                }
                say(
                        "tree, round %d, %,d leaves of %d bytes per cpu-s: hash %,.0f, bare tree %,.0f (%.1f s),"
                                + " log %,.0f (%.1f s), log/bare %.2f",
                        round,
                        LEAVES,
                        entries[0].length,
                        hash.rate(LEAVES),
                        bare.rate(LEAVES),
                        bare.seconds(),
                        sealed.rate(LEAVES),
                        sealed.seconds(),
                        sealed.rate(LEAVES) / bare.rate(LEAVES));
                proofs(log);
                verified(log.sealed());
            }
        }
    }

    /** The signed root, obtained again from the bundles of entries that the log serves. */
    private void verified(SealedLog sealed) throws IOException {
        var again = new Frontier();
        var spent = Spent.on(() -> {
            for (long tile = 0; again.size() < sealed.size(); tile++) {
                int width = TilePath.widthAt(TilePath.ENTRIES, tile, sealed.size());
                var bundle = ByteBuffer.wrap(
                        sealed.tile(new TilePath(TilePath.ENTRIES, tile, width)).orElseThrow());
                while (bundle.hasRemaining()) {
                    byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
                    bundle.get(entry);
                    again.append(MerkleHash.leaf(entry), (h, n, node) -> {});
                }
            }
        });
        if (!Arrays.equals(again.root(), sealed.checkpoint().root())) {
            throw new IllegalStateException("the entries do not lead to the signed root");
        }
        say("verified: %,d leaves in %.1f s (%.1f cpu-s)", sealed.size(), spent.seconds(), spent.cpuSeconds());
    }

    private void proofs(EvidenceLog log) throws IOException {
        long[] nanos = new long[PROOFS];
        var sealed = log.sealed();
        for (int i = 0; i < PROOFS; i++) {
            long begun = System.nanoTime();
            var unused =
                    sealed.inclusion(sealed.leafOf(0, random.nextLong(LEAVES)).orElseThrow());
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        say(
                "proofs: p50 %.3f ms, p99 %.3f ms, max %.3f ms",
                nanos[PROOFS / 2] / 1e6, nanos[PROOFS * 99 / 100] / 1e6, nanos[PROOFS - 1] / 1e6);
    }

    private static Event event(int number) {
        return USUAL.toBuilder().id("01a20582-7d4f-7487-9127-" + number).build();
    }

    private static byte[] value(long number) {
        return VALUES[(int) (number % VALUES.length)];
    }

    /** From the bytes on the topic to a sealed leaf, and how much of that is making the event's canonical bytes. */
    private void sealing() throws IOException {
        for (int round = 1; round <= ROUNDS; round++) {
            var canonical = Spent.on(() -> {
                for (int i = 0; i < EVENTS; i++) {
                    var unused = CODEC.canonical(value(i));
                }
            });
            try (var log = EvidenceLog.open(folder.resolve("log-" + logs++), key)) {
                var all = Spent.on(() -> fill(log));
                say(
                        "sealing, round %d: %.2f cpu-us an event of %d bytes, of which canonical bytes %.2f",
                        round, all.cpuSeconds() * 1e6 / EVENTS, value(0).length, canonical.cpuSeconds() * 1e6 / EVENTS);
            }
        }
    }

    private static void fill(EvidenceLog log) throws IOException {
        for (int i = 0; i < EVENTS; i++) {
            log.append(0, i, RecordEntry.of(value(i), CODEC));
            if (log.unsealed() == SEAL_EVERY) {
                var unused = log.seal();
            }
        }
        var unused = log.seal();
    }

    /** What it costs to keep persons out: of an event that names one, which is known after the first. */
    private void persons() throws IOException {
        try (var keys = PersonKeys.open(folder.resolve("person-keys"), new SecureRandom())) {
            var guard = new Persons(keys);
            var event = event(0);
            for (int round = 1; round <= ROUNDS; round++) {
                var spent = Spent.on(() -> {
                    for (int i = 0; i < EVENTS; i++) {
                        var unused = guard.protect(event);
                    }
                });
                say("persons, round %d: %.2f cpu-us an event", round, spent.cpuSeconds() * 1e6 / EVENTS);
            }
        }
    }

    private void bundles() throws Exception {
        for (String format : FORMATS) {
            try (var log = EvidenceLog.open(folder.resolve("log-" + logs++), key)) {
                fill(log);
                for (int round = 1; round <= ROUNDS; round++) {
                    bundle(log, format, round);
                }
            }
        }
    }

    private void bundle(EvidenceLog log, String format, int round) throws IOException {
        var bundle = folder.resolve("bundle.zip");
        var written = Spent.on(() -> write(log, format, bundle));
        var findings = new ArrayList<Finding>();
        var verified = Spent.on(() -> findings.addAll(verify(bundle)));
        if (findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS)) {
            throw new IllegalStateException("the bundle does not verify: " + findings);
        }
        say(
                "%s, round %d: %,d events, %,d MB: written %,.0f/s (%,.0f per cpu-s), verified %,.0f/s (%,.0f per"
                        + " cpu-s)",
                format,
                round,
                EVENTS,
                Files.size(bundle) >> 20,
                EVENTS / written.seconds(),
                written.rate(EVENTS),
                EVENTS / verified.seconds(),
                verified.rate(EVENTS));
    }

    private void write(EvidenceLog log, String format, Path bundle) throws IOException {
        var request = new BundleRequest(
                EventFormats.named(format).orElseThrow(),
                RecordJson.MAPPER.createObjectNode(),
                Instant.EPOCH,
                "bench",
                "");
        var records = IntStream.range(0, EVENTS)
                .mapToObj(i -> CODEC.canonical(value(i)))
                .iterator();
        new BundleWriter(Files.createTempDirectory(folder, "work"), log.sealed(), key)
                .write(request, LongStream.range(0, EVENTS).toArray(), records, List.of(), Map.of(), bundle);
    }

    private List<Finding> verify(Path bundle) throws IOException {
        try {
            return BundleVerification.of(bundle, Optional.of(key.verifier()), Optional.empty());
        } catch (NotABundle e) {
            throw new IOException(e);
        }
    }
}
