package dev.recount.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.Micros;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Session;
import dev.recount.query.IndexedFixture;
import dev.recount.query.event.TimeRange;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event came after in its session: the same whatever page it stands on, and whatever comes in later. */
class SessionOrderTest {

    private static final Instant T0 = Instant.parse("2026-04-24T16:00:00Z");
    private static final Instant LATER = T0.plusSeconds(86_400);
    private static final Subject SESSION = new Subject(Subject.Kind.SESSION, "s");
    private static final Subject ACTOR = new Subject(Subject.Kind.ACTOR, "agent:coder");

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
    void an_earlier_number_with_a_later_clock_comes_first_on_any_page() {
        add("one", 1L, T0.plusSeconds(10), T0);
        add("two", 2L, T0.plusSeconds(5), T0);
        add("three", 3L, T0.plusSeconds(20), T0);

        for (int limit : new int[] {1, 2, 100}) {
            assertThat(links(SESSION, LATER, limit, false))
                    .as("%d on a page", limit)
                    .containsExactlyInAnyOrderEntriesOf(Map.of("one", "", "two", "one", "three", "two"));
        }
    }

    @Test
    void what_is_recorded_later_changes_nothing_of_what_was_known_before() {
        add("first", 1L, T0, T0);
        add("third", 3L, T0.plusSeconds(20), T0.plusSeconds(20));
        var before = links(SESSION, T0.plusSeconds(60), 100, false);
        for (int i = 0; i < 40; i++) {
            add("late-" + i, null, T0.plusSeconds(10), T0.plusSeconds(90));
        }

        assertThat(before).containsEntry("third", "first");
        assertThat(links(SESSION, T0.plusSeconds(60), 100, false)).isEqualTo(before);
        assertThat(links(ACTOR, T0.plusSeconds(60), 1, true)).isEqualTo(before);
    }

    @Test
    void every_page_says_what_the_whole_session_says() {
        var clock = T0;
        for (int i = 0; i < 120; i++) {
            clock = clock.plusSeconds(random.nextInt(10));
            var wrong = random.nextInt(5) == 0 ? clock.minusSeconds(random.nextInt(600)) : clock;
            add("e" + i, random.nextInt(4) == 0 ? null : Long.valueOf(i), wrong, random.nextBoolean() ? T0 : LATER);
        }
        for (var asOf : List.of(T0, LATER)) {
            var expected = naive(asOf);
            for (var subject : List.of(SESSION, ACTOR)) {
                for (int limit : new int[] {1, 7, 1_000}) {
                    boolean descending = random.nextBoolean();
                    assertThat(links(subject, asOf, limit, descending))
                            .as("%s, %d on a page, seed %d", subject, limit, seed)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private Map<String, String> naive(Instant asOf) {
        var known = fixture.views().timelines().entries(Dimension.SESSION, "s", TimeRange.ALWAYS).stream()
                .filter(entry -> entry.recordedAtMicros() <= Micros.of(asOf))
                .toList();
        var previous = "";
        var links = new HashMap<String, String>();
        for (Placed placed : TimelineOrder.of(known)) {
            links.put(id(placed.entry()), previous);
            previous = id(placed.entry());
        }
        return links;
    }

    private String id(IndexEntry entry) {
        return fixture.views().events().events(List.of(entry)).get(0).id();
    }

    /** What each event of a timeline is linked to; the empty text where that is nothing. */
    private Map<String, String> links(Subject subject, Instant asOf, int limit, boolean descending) {
        var timelines = new Timelines(fixture.views());
        var items = new ArrayList<TimelineItem>();
        Placed after = null;
        do {
            var page = timelines
                    .page(new TimelineQuery(subject, TimeRange.ALWAYS, asOf, descending, after, limit))
                    .orElseThrow();
            items.addAll(page.items());
            after = page.next();
        } while (after != null);
        var links = new HashMap<String, String>();
        items.forEach(item -> links.put(
                item.event().id(),
                item.links().stream().map(Link::to).findFirst().orElse("")));
        return links;
    }

    private void add(String id, Long seq, Instant at, Instant recordedAt) {
        fixture.add(
                0,
                Event.of(EventType.ACTION)
                        .phase(Phase.SUCCEEDED)
                        .id(id)
                        .occurredAt(at)
                        .observedAt(at)
                        .recordedAt(recordedAt)
                        .actor(new Actor("agent:coder", ActorKind.AGENT, null, null, null))
                        .session(new Session("s", seq, null, null, null))
                        .build());
    }
}
