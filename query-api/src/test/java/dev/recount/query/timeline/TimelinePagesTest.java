package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Session;
import dev.recount.query.IndexedFixture;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are found by walking a little of an index are the pages of the whole, put in order in one piece. */
class TimelinePagesTest {

    private static final Instant T0 = Instant.parse("2026-04-24T16:00:00Z");
    private static final String RESOURCE = "db/main";

    @TempDir
    Path folder;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private IndexedFixture fixture;

    @BeforeEach
    void open() {
        fixture = new IndexedFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void add_up_to_the_whole_where_clocks_agree() {
        addSessions(0);
        everySubjectReadsTheSameInPages();
    }

    @Test
    void add_up_to_the_whole_where_clocks_disagree_by_seconds() {
        addSessions(5_000);
        everySubjectReadsTheSameInPages();
    }

    @Test
    void add_up_to_the_whole_where_one_clock_is_hours_off() {
        addSessions(7_200_000);
        everySubjectReadsTheSameInPages();
    }

    @Test
    void add_up_to_the_whole_where_clocks_stand_in_1970_and_2100() {
        addSessions(0);
        fixture.add(0, event("past", "s0", 7L, Instant.EPOCH));
        fixture.add(0, event("future", "s1", 7L, Instant.parse("2100-01-01T00:00:00Z")));
        everySubjectReadsTheSameInPages();
    }

    @Test
    void read_little_more_than_they_show() {
        for (int i = 0; i < 2_000; i++) {
            fixture.add(0, event("e" + i, "big", (long) i, T0.plusSeconds(i)));
        }

        assertThat(entriesRead(new Subject(Subject.Kind.SESSION, "big"))).isLessThan(200);
    }

    @Test
    void read_no_more_because_clocks_in_1970_and_2100_touched_something_else() {
        for (int i = 0; i < 2_000; i++) {
            fixture.add(0, event("e" + i, "big", (long) i, T0.plusSeconds(i)));
        }
        fixture.add(0, event("future", "wrong", 1L, Instant.parse("2100-01-01T00:00:00Z"), "db/other"));
        fixture.add(0, event("past", "wrong", 2L, Instant.EPOCH, "db/other"));

        assertThat(entriesRead(new Subject(Subject.Kind.RESOURCE, RESOURCE))).isLessThan(200);
        assertSame(new Subject(Subject.Kind.RESOURCE, "db/other"), Dimension.RESOURCE);
    }

    private long entriesRead(Subject subject) {
        var counting = new CountingReads(fixture.views().timelines());
        var query = query(subject, null, random.nextBoolean(), 50);
        var strands = new SubjectEvents(fixture.views())
                .strands(query.subject(), TimeRange.ALWAYS, Instant.MAX)
                .orElseThrow();
        assertThat(new PlacedPage(counting, query, strands).read()).hasSize(51);
        return counting.entriesRead();
    }

    /** Four sessions, out of order of arrival, one without numbers; every second clock off by up to so much. */
    private void addSessions(int skewMs) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 240; i++) {
            int session = random.nextInt(4);
            Long seq = session == 3 ? null : Long.valueOf(i);
            long skew = skewMs == 0 || random.nextBoolean() ? 0 : random.nextInt(skewMs);
            events.add(
                    event("e" + i, "s" + session, seq, T0.plusSeconds(10L * i).plusMillis(skew)));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(events, random);
        }
        // A session's events share a topic key, and so a partition.
        events.forEach(event -> fixture.add(event.sessionId().hashCode() & 1, event));
    }

    private static Event event(String id, String session, Long seq, Instant at) {
        return event(id, session, seq, at, RESOURCE);
    }

    private static Event event(String id, String session, Long seq, Instant at, String resource) {
        return Event.of(EventType.ACTION)
                .phase(Phase.SUCCEEDED)
                .id(id)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(T0.plus(1, ChronoUnit.DAYS))
                .session(new Session(session, seq, null, null, null))
                .resource(new Resource(resource, null, null, null, null))
                .build();
    }

    private void everySubjectReadsTheSameInPages() {
        for (String session : List.of("s0", "s1", "s2", "s3")) {
            assertSame(new Subject(Subject.Kind.SESSION, session), Dimension.SESSION);
        }
        assertSame(new Subject(Subject.Kind.RESOURCE, RESOURCE), Dimension.RESOURCE);
    }

    private void assertSame(Subject subject, Dimension dimension) {
        var reads = fixture.views().timelines();
        var whole = TimelineOrder.of(reads.entries(dimension, subject.id(), TimeRange.ALWAYS)).stream()
                .map(placed -> id(placed))
                .toList();
        var backwards = new ArrayList<>(whole);
        Collections.reverse(backwards);
        assertThat(pages(subject, false)).as("%s, seed %d", subject, seed).isEqualTo(whole);
        assertThat(pages(subject, true)).as("%s, seed %d", subject, seed).isEqualTo(backwards);
    }

    private String id(Placed placed) {
        return fixture.views().events().events(List.of(placed.entry())).get(0).id();
    }

    private List<String> pages(Subject subject, boolean descending) {
        var timelines = new Timelines(fixture.views());
        var ids = new ArrayList<String>();
        Placed after = null;
        do {
            var page = timelines
                    .page(query(subject, after, descending, random.nextInt(1, 60)))
                    .orElseThrow();
            page.items().stream()
                    .map(TimelineItem::event)
                    .map(RecordedEvent::id)
                    .forEach(ids::add);
            after = page.next();
        } while (after != null);
        return ids;
    }

    private static TimelineQuery query(Subject subject, Placed after, boolean descending, int limit) {
        return new TimelineQuery(
                subject, TimeRange.ALWAYS, Micros.instant(Micros.of(T0) * 2), descending, after, limit);
    }
}
