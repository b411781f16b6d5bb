package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.NineSeconds;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.Relevance;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A session that sleeps while nothing is recorded of it ends as one that never does. */
class SleepingSessionsTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant LATER = NineSeconds.BEGIN.plus(Duration.ofDays(10));

    private static final String OWNER = Topics.key(NineSeconds.incident().get(0));

    private final SessionFold sketch = SessionFold.ofMatches(RULES.sketching(), new ReferenceBook());
    private final SessionFold full = SessionFold.ofMatches(RULES, new ReferenceBook());

    @Test
    void sleeps_between_any_two_events_and_finds_what_it_would_have_found_awake() {
        var events = NineSeconds.incident();
        var awake = new SessionRun(OWNER, sketch, full, RULES);
        events.forEach(event -> awake.take(() -> event));
        for (int before = 1; before < events.size(); before++) {
            var sleeper = new SessionRun(OWNER, sketch, full, RULES);
            events.subList(0, before).forEach(event -> sleeper.take(() -> event));
            sleeper.sleep();
            assertThat(sleeper.isAsleep()).isTrue();
            events.subList(before, events.size()).forEach(event -> sleeper.take(() -> event));
            assertThat(sleeper.isAsleep()).isEqualTo(false);
            assertThat(sleeper.memory().all())
                    .as("asleep before event %d", before)
                    .containsExactlyInAnyOrderElementsOf(awake.memory().all());
            assertThat(sleeper.finished().standing(TimeRange.ALWAYS))
                    .isEqualTo(awake.finished().standing(TimeRange.ALWAYS));
        }
    }

    @Test
    void is_run_through_again_a_few_times_only() {
        var event = remembered();
        var read = new AtomicInteger();
        var session = new SessionRun(OWNER, sketch, full, RULES);
        session.take(() -> {
            read.incrementAndGet();
            return event;
        });
        for (int i = 0; i < 2 * SessionRun.SLEEPS_MAX; i++) {
            session.sleep();
            assertThat(session.memory().all()).hasSize(1);
        }

        assertThat(read).hasValue(1 + SessionRun.SLEEPS_MAX);
        assertThat(session.isAsleep()).isFalse();
    }

    @Test
    void stays_awake_when_too_much_would_have_to_be_run_through_again() {
        var event = remembered();
        var session = new SessionRun(OWNER, sketch, full, RULES);
        for (int i = 0; i <= SessionRun.RECORDS_MAX; i++) {
            session.take(() -> event);
        }

        session.sleep();

        assertThat(session.isAsleep()).isFalse();
    }

    @Test
    void an_incident_recorded_over_days_is_found_as_it_was_live() {
        var events = apart(NineSeconds.incident(), IdleSessions.PATIENCE.plusMinutes(1));
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(LATER);

        assertThat(Standing.of(Replaying.of(RULES, events, 1, LATER), List.of()).alerts())
                .isNotEmpty()
                .isEqualTo(Standing.of(detector.alerts(), List.of()).alerts());
    }

    private static Event remembered() {
        return NineSeconds.incident().stream()
                .filter(event -> Relevance.of(event).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static List<Event> apart(List<Event> events, Duration gap) {
        List<Event> apart = new ArrayList<>();
        for (Event event : events) {
            apart.add(event.toBuilder()
                    .recordedAt(NineSeconds.BEGIN.plus(gap.multipliedBy(apart.size())))
                    .build());
        }
        return apart;
    }
}
