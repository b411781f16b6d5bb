package dev.recount.evidence.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.Alert;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.erasure.Retention;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log in which tests record what they like, and reports on it. */
abstract class ReportFixture {

    static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), Optional.empty());

    @TempDir
    Path folder;

    final List<Event> events = new ArrayList<>();
    final List<Retention> kept = new ArrayList<>();
    List<Alert> alerts = List.of();
    EvidenceLog log;

    /** What was recorded, all of it in one partition. */
    private final class Source implements ExportSource {
        @Override
        public Optional<Collection<Place>> places(Selection selection) {
            return Optional.of(IntStream.range(0, events.size())
                    .mapToObj(offset -> new Place(0, offset))
                    .toList());
        }

        @Override
        public Optional<Place> place(String event) {
            return Optional.empty();
        }

        @Override
        public List<byte[]> records(List<Place> places) {
            return places.stream()
                    .map(place -> JSON.canonical(events.get((int) place.offset())))
                    .toList();
        }

        @Override
        public List<Alert> alerts(Selection selection) {
            return alerts;
        }

        @Override
        public EnclosedRules rules(Collection<Alert> alerts) {
            return EnclosedRules.NONE;
        }
    }

    @BeforeEach
    void open() throws IOException {
        var key = SigningKey.named("recount.test", SigningKey.generate(new SecureRandom()));
        log = EvidenceLog.open(folder.resolve("evidence"), key);
    }

    @AfterEach
    void close() {
        log.close();
    }

    void record(String json) throws IOException {
        var event = JSON.read(json);
        log.append(0, events.size(), EvidenceLeaf.entry(event));
        events.add(event);
        var unused = log.seal();
    }

    void act(String id, int seq) throws IOException {
        record("""
                {"id":"%s","type":"action","phase":"succeeded","occurred_at":"2026-05-01T00:00:00Z",
                 "recorded_at":"2026-05-01T00:00:01Z","sensor":{"kind":"agent_hook","name":"hooks"},
                 "session":{"id":"s","seq":%d},"actor":{"id":"agent:a"},"resource":{"id":"r"}}""".formatted(id, seq));
    }

    JsonNode report(Control control) {
        var clock = Clock.fixed(TestEvents.T0, ZoneOffset.UTC);
        return report(control, ALL, clock);
    }

    JsonNode report(Control control, Selection range, Clock clock) {
        var known = new Circumstances(Set.of("SEQ-01", "SEQ-02"), kept, receipt -> "ours"
                .equals(receipt.labels().get("seal")));
        return new Reports(new Source(), log::sealed, given -> known, clock).of(control, range);
    }

    static JsonNode check(JsonNode report, String clause) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("clause").asText().startsWith(clause)) {
                return check;
            }
        }
        throw new AssertionError(clause + " is not in " + report);
    }
}
