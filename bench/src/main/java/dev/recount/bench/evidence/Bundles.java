package dev.recount.bench.evidence;

import dev.recount.codec.RecordJson;
import dev.recount.evidence.bundle.BundleRequest;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.bundle.BundleWriter;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.bundle.NotABundle;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Bundles of everything in each format: written from the bytes on the topic, and verified. */
final class Bundles {

    private static final List<String> FORMATS =
            List.of(System.getProperty("formats", String.join(",", EventFormats.names()))
                    .split(","));

    private final Bench bench;

    Bundles(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException {
        try (var log = bench.log()) {
            BenchEvents.seal(log, Bench.EVENTS);
            for (String format : FORMATS) {
                for (int round = 1; round <= Bench.ROUNDS; round++) {
                    bundle(log, format, round);
                }
            }
        }
    }

    private void bundle(EvidenceLog log, String format, int round) throws IOException {
        var bundle = bench.folder().resolve("bundle.zip");
        var written = Spent.on(() -> write(log, format, bundle));
        var findings = new ArrayList<Finding>();
        var verified = Spent.on(() -> findings.addAll(verify(bundle)));
        if (findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS)) {
            throw new IllegalStateException("the bundle does not verify: " + findings);
        }
        bench.say(
                "%s, round %d: %,d events, %,d MB: written %,.0f/s (%,.0f per cpu-s), verified %,.0f/s (%,.0f per cpu-s)",
                format,
                round,
                Bench.EVENTS,
                Files.size(bundle) >> 20,
                Bench.EVENTS / written.seconds(),
                written.rate(Bench.EVENTS),
                Bench.EVENTS / verified.seconds(),
                verified.rate(Bench.EVENTS));
        if (format.equals("json")) {
            bench.aim("events written a second", Bench.EVENTS / written.seconds(), ">=", 100_000);
            bench.aim("events verified a second", Bench.EVENTS / verified.seconds(), ">=", 200_000);
        }
    }

    private void write(EvidenceLog log, String format, Path bundle) throws IOException {
        var request = new BundleRequest(
                EventFormats.named(format).orElseThrow(),
                RecordJson.MAPPER.createObjectNode(),
                Instant.EPOCH,
                "bench",
                "");
        var records = IntStream.range(0, Bench.EVENTS)
                .mapToObj(i -> BenchEvents.CODEC.canonical(BenchEvents.value(i)))
                .iterator();
        var leaves = LongStream.range(0, Bench.EVENTS).toArray();
        new BundleWriter(Files.createTempDirectory(bench.folder(), "work"), log.sealed(), bench.key())
                .write(request, leaves, records, List.of(), EnclosedRules.NONE, bundle);
    }

    private List<Finding> verify(Path bundle) throws IOException {
        try {
            return BundleVerification.of(bundle, Optional.of(bench.key().verifier()), Optional.empty());
        } catch (NotABundle e) {
            throw new IOException(e);
        }
    }
}
