package dev.recount.bench.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.Codecs;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.ingest.source.CloudTrail;
import dev.recount.ingest.source.RawSource;
import dev.recount.ingest.source.TranscriptReplay;
import dev.recount.ingest.source.VaultAudit;
import dev.recount.query.Views;
import dev.recount.query.event.EventFilter;
import dev.recount.query.event.EventSearch;
import dev.recount.query.event.Histogram;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.index.IndexedViews;
import dev.recount.query.timeline.Placed;
import dev.recount.query.timeline.Subject;
import dev.recount.query.timeline.TimelineItem;
import dev.recount.query.timeline.TimelineQuery;
import dev.recount.query.timeline.Timelines;
import dev.recount.streams.index.FoldedIndex;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every timeline and search over real records, against the same worked out by comparing each event with each other. */
@Tag("real-data")
class RealTimelinesTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final int PARTITIONS = 3;

    @TempDir
    static Path folder;

    private static FoldedIndex index;
    private static Views views;
    private static final Map<String, RecordedEvent> EVENTS = new LinkedHashMap<>();
    private static final long[] OFFSETS = new long[PARTITIONS];

    @BeforeAll
    static void fold() throws IOException {
        var stratus = RealDataTest.data("cloudtrail-stratus");
        index = new FoldedIndex(folder);
        views = IndexedViews.of(index, Codecs.released());
        var normaliser = new Normaliser();
        for (Path file : files(stratus, ".json")) {
            for (JsonNode record : RecordJson.MAPPER.readTree(file.toFile())) {
                add(normaliser, new CloudTrail(), record);
            }
        }
        addLines(normaliser, "cloudtrail-otrf", new CloudTrail());
        addLines(normaliser, "vault-audit", new VaultAudit());
        for (Path file : files(RealDataTest.data("agent-traces/claude-code"), ".jsonl")) {
            var replay = new TranscriptReplay();
            for (String line : Files.readAllLines(file)) {
                for (JsonNode payload :
                        line.isBlank() ? List.<JsonNode>of() : replay.line(RecordJson.MAPPER.readTree(line))) {
                    add(normaliser, new ClaudeCodeHooks(), payload);
                }
            }
            for (JsonNode payload : replay.end()) {
                add(normaliser, new ClaudeCodeHooks(), payload);
            }
        }
    }

    @AfterAll
    static void close() {
        if (index != null) {
            index.close();
        }
    }

    private static void addLines(Normaliser normaliser, String folder, RawSource source) throws IOException {
        for (Path file : files(RealDataTest.data(folder), ".ndjson")) {
            for (String line : Files.readAllLines(file)) {
                add(normaliser, source, RecordJson.MAPPER.readTree(line));
            }
        }
    }

    private static List<Path> files(Path root, String suffix) throws IOException {
        try (var found = Files.walk(root)) {
            return found.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static void add(Normaliser normaliser, RawSource source, JsonNode record) {
        for (Event event : normaliser.events(source, record, NOW)) {
            int partition = Math.floorMod(Topics.key(event).hashCode(), PARTITIONS);
            index.add(partition, event);
            EVENTS.putIfAbsent(
                    Objects.requireNonNull(event.id()), new RecordedEvent(event, partition, OFFSETS[partition]++));
        }
    }

    @Test
    void of_every_session() {
        assertAll(Subject.Kind.SESSION, Event::sessionId, id -> filter(null, id, null, null));
    }

    @Test
    void of_every_actor() {
        assertAll(Subject.Kind.ACTOR, Event::actorId, id -> filter(id, null, null, null));
    }

    @Test
    void of_every_access_key() {
        Function<Event, String> key =
                event -> event.credential() == null ? null : event.credential().providerId();
        assertAll(Subject.Kind.CREDENTIAL, key, id -> filter(null, null, id, null));
    }

    @Test
    void of_every_resource() {
        assertAll(Subject.Kind.RESOURCE, Event::resourceId, id -> filter(null, null, null, id));
    }

    private static void assertAll(Subject.Kind kind, Function<Event, String> id, Function<String, EventFilter> filter) {
        Map<String, List<RecordedEvent>> byId = new TreeMap<>();
        EVENTS.values().stream()
                .filter(event -> id.apply(event.event()) != null)
                .forEach(event -> byId.computeIfAbsent(id.apply(event.event()), i -> new ArrayList<>())
                        .add(event));
        assertThat(byId).hasSizeGreaterThan(4);
        byId.forEach((one, events) -> {
            assertThat(timeline(new Subject(kind, one)))
                    .as("timeline of %s %s", kind, one)
                    .isEqualTo(ids(events, Comparator.comparing(event -> place(event, events))));
            assertThat(found(filter.apply(one)))
                    .as("search for %s %s", kind, one)
                    .isEqualTo(ids(
                            kind == Subject.Kind.RESOURCE ? named(one, id) : events,
                            Comparator.comparing(RecordedEvent::occurredAt)));
        });
    }

    /** A search for what ends in a star, as some real paths do, is one for all that start so. */
    private static List<RecordedEvent> named(String one, Function<Event, String> id) {
        return EVENTS.values().stream()
                .filter(event -> id.apply(event.event()) != null)
                .filter(event -> one.endsWith("*")
                        ? id.apply(event.event()).startsWith(one.substring(0, one.length() - 1))
                        : id.apply(event.event()).equals(one))
                .toList();
    }

    /** Not before any event that the same session counted before it. */
    private static Instant place(RecordedEvent event, List<RecordedEvent> events) {
        return events.stream()
                .filter(other -> isSameSession(event, other) && seq(other) < seq(event))
                .map(RecordedEvent::occurredAt)
                .filter(event.occurredAt()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(event.occurredAt());
    }

    private static boolean isSameSession(RecordedEvent a, RecordedEvent b) {
        return a.event().sessionId() != null
                && a.event().sessionId().equals(b.event().sessionId());
    }

    private static long seq(RecordedEvent event) {
        var session = event.event().session();
        return session == null || session.seq() == null ? Long.MAX_VALUE : session.seq();
    }

    private static List<String> ids(List<RecordedEvent> events, Comparator<RecordedEvent> order) {
        return events.stream()
                .sorted(order.thenComparing(RealTimelinesTest::seq)
                        .thenComparing(RecordedEvent::partition)
                        .thenComparing(RecordedEvent::offset))
                .map(RecordedEvent::id)
                .toList();
    }

    private static List<String> timeline(Subject subject) {
        var timelines = new Timelines(views);
        var ids = new ArrayList<String>();
        Placed after = null;
        do {
            var page = timelines
                    .page(new TimelineQuery(subject, TimeRange.ALWAYS, NOW, false, after, 37))
                    .orElseThrow();
            page.items().stream()
                    .map(TimelineItem::event)
                    .map(RecordedEvent::id)
                    .forEach(ids::add);
            after = page.next();
        } while (after != null);
        return ids;
    }

    private static List<String> found(EventFilter filter) {
        var search = new EventSearch(views.events(), views.timelines(), views.facts());
        var found = search.page(filter, TimeRange.ALWAYS, NOW, null, 100_000).items();
        var counted = search.counted(filter, TimeRange.ALWAYS, NOW, 7);
        assertThat(counted.buckets().stream().mapToLong(Histogram.Bucket::count).sum())
                .isEqualTo(found.size());
        return found.stream().map(RecordedEvent::id).toList();
    }

    private static EventFilter filter(String actor, String session, String credential, String resource) {
        return new EventFilter(
                Optional.ofNullable(actor),
                Optional.ofNullable(session),
                Optional.ofNullable(credential),
                Optional.ofNullable(resource),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }
}
