package dev.recount.evidence.bundle;

import dev.recount.alert.Alert;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Session;
import dev.recount.event.TestEvents;
import dev.recount.evidence.format.EventFormats;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A sealed log of random events, and bundles of parts of it. */
final class BundleFixture implements AutoCloseable {

    private static final List<String> TEXTS =
            List.of("volumeDelete", "=cmd|' /C calc'!A0", "naïve \u2028 \uD83D\uDE80", "a\"b\\c\n\t\u0007", "＝1+1", "");

    static final EnclosedRules.Missing MISSING = new EnclosedRules.Missing("SEQ-02", "0123abcd", 3);
    private static final EnclosedRules RULES =
            new EnclosedRules(Map.of("SEQ-01.yml", "title: a rule\n"), List.of(MISSING));

    final SigningKey key;
    final EvidenceLog log;
    final List<Event> events = new ArrayList<>();
    private final Path folder;
    private final SplittableRandom random;
    private int bundles;
    private BundleReport report = BundleReport.NONE;

    BundleFixture(Path folder, SplittableRandom random) throws IOException {
        this(folder, random, SigningKey.named("recount.test", SigningKey.generate(new SecureRandom())));
    }

    BundleFixture(Path folder, SplittableRandom random, SigningKey key) throws IOException {
        this.folder = folder;
        this.random = random;
        this.key = key;
        this.log = EvidenceLog.open(folder.resolve("evidence"), key);
    }

    /** Appends random events and seals them. */
    SealedLog grow(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var event = event(events.size());
            log.append(0, events.size(), EvidenceLeaf.entry(event));
            events.add(event);
        }
        return log.seal();
    }

    private Event event(int number) {
        var text = TEXTS.get(random.nextInt(TEXTS.size()));
        var at = TestEvents.T0.plusMillis(number);
        var builder = random.nextInt(10) == 0 ? TestEvents.EVERYTHING.toBuilder() : Event.of(EventType.ACTION);
        builder.id("evt-" + number + text).occurredAt(at).phase(Phase.REQUESTED);
        if (random.nextInt(10) > 0) {
            builder.recordedAt(at.plusMillis(3));
        }
        return builder.session(new Session("s" + random.nextInt(5), (long) number, null, null, null))
                .action(new Action(null, "Bash", text, null, text, null, null, null, null, null))
                .build();
    }

    /** Encloses a report in every further bundle. */
    void enclose(BundleReport given) {
        report = given;
    }

    /** A bundle of everything. */
    Path everything(String format) throws IOException {
        return bundle(
                format, log.sealed(), LongStream.range(0, log.sealed().size()).toArray());
    }

    /** A bundle of everything whose checkpoint the witnesses have cosigned. */
    Path cosigned(SigningKey... witnesses) throws IOException {
        var sealed = log.sealed();
        var cosignatures = Stream.of(witnesses)
                .map(witness -> witness.cosign(sealed.note(), TestEvents.T0))
                .toList();
        return bundle(
                "json",
                sealed.with(cosignatures),
                LongStream.range(0, sealed.size()).toArray());
    }

    /** A bundle of a random part. */
    Path some(String format) throws IOException {
        return bundle(
                format,
                log.sealed(),
                LongStream.range(0, log.sealed().size())
                        .filter(leaf -> random.nextInt(4) == 0)
                        .toArray());
    }

    private Path bundle(String format, SealedLog sealed, long[] leaves) throws IOException {
        var bundle = folder.resolve("bundle-" + bundles++ + ".zip");
        var request = new BundleRequest(
                EventFormats.named(format).orElseThrow(),
                RecordJson.MAPPER.createObjectNode().put("session", "s1"),
                TestEvents.T0,
                "auditor",
                "a test");
        var chosen = LongStream.of(leaves)
                .mapToObj(leaf -> RecordJson.of(Event.class).canonical(events.get((int) leaf)))
                .iterator();
        new BundleWriter(Files.createTempDirectory(folder, "work"), sealed, key)
                .enclosing(report)
                .write(request, leaves, chosen, alerts(), RULES, bundle);
        return bundle;
    }

    private List<Alert> alerts() throws IOException {
        var first = RecordJson.MAPPER.writeValueAsString(
                events.isEmpty() ? "evt-0" : events.get(0).id());
        return IntStream.range(0, 2).mapToObj(number -> alert(number, first)).toList();
    }

    /** @param evidence the id of an event, as JSON */
    private static Alert alert(int number, String evidence) {
        return RecordJson.of(Alert.class).read("""
                {"id":"alert-%d","revision":1,"status":"confirmed","level":"high","raised_at":"2026-04-24T16:41:07Z",
                 "rule":{"id":"SEQ-01","title":"A rule","level":"high","author":"Recount"},"evidence":[%s],"incident_id":"inc_1",
                 "first_evidence_at":"2026-04-24T16:41:07Z","last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,
                 "irreversible":false}""".formatted(number, evidence));
    }

    @Override
    public void close() {
        log.close();
    }
}
