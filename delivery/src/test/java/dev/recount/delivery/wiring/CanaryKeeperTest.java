package dev.recount.delivery.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.AlertStatus;
import dev.recount.alert.Incident;
import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.delivery.canary.CanaryEvents;
import dev.recount.delivery.canary.CanaryResult;
import dev.recount.delivery.canary.CanaryResult.Outcome;
import dev.recount.delivery.canary.CanaryRule;
import dev.recount.delivery.canary.CanaryRun;
import dev.recount.event.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CanaryKeeperTest {

    private static final Instant T0 = Instant.parse("2026-11-23T01:00:00Z");

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Event> sent = new ArrayList<>();
    private final List<Event> receipts = new ArrayList<>();
    private final List<Incident> told = new ArrayList<>();
    private int endings;
    private boolean doorOpen = true;
    private boolean deskWorks = true;
    private final List<CanaryResult> past = new ArrayList<>();
    private Instant now = T0;
    private final CanaryKeeper keeper = keeper();

    private CanaryKeeper keeper() {
        CanaryDoor door = events -> {
            if (!doorOpen) {
                throw new IOException("the door is shut");
            }
            sent.addAll(events);
        };
        var desk = new CanaryKeeper.CanaryListener() {
            @Override
            public void rehearse(Incident incident) {
                if (!deskWorks) {
                    throw new IllegalStateException("delivery failed", new IOException("the index is being rebuilt"));
                }
                now = now.plusMillis(5);
            }

            @Override
            public void silent(Incident silence) {
                told.add(silence);
            }

            @Override
            public void answering(Instant at) {
                endings++;
            }
        };
        var outside =
                new CanaryKeeper.Outside(door, desk, receipts::add, this::past, new CanaryMeasures(meters), clock());
        return new CanaryKeeper(Duration.ofMinutes(5), outside, thread);
    }

    private List<CanaryResult> past(Optional<Instant> from, Optional<Instant> to, int max) {
        return past.subList(0, Math.min(max, past.size()));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @BeforeEach
    void begin() throws Exception {
        on(keeper::begin);
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    private void on(Runnable work) throws Exception {
        thread.submit(work).get();
    }

    private void at(Duration sinceStart) throws Exception {
        now = T0.plus(sinceStart);
        on(keeper::step);
    }

    private void answer() throws Exception {
        var session = Objects.requireNonNull(sent.get(sent.size() - 1).sessionId());
        keeper.answered(alert(CanaryRule.ID, session));
        on(() -> {});
    }

    private List<Outcome> outcomes() {
        return receipts.stream()
                .map(receipt -> CanaryEvents.result(receipt).orElseThrow().outcome())
                .toList();
    }

    @Test
    void a_canary_that_arrives_leaves_a_receipt_and_a_latency_that_holds_the_desks_part() throws Exception {
        at(Duration.ofSeconds(20));
        assertThat(sent).hasSize(2);
        now = now.plusMillis(30);
        answer();

        assertThat(outcomes()).containsExactly(Outcome.ANSWERED);
        assertThat(receipts.get(0).labels()).containsEntry("latency_ms", "35");
        assertThat(meters.get("recount.canary.latency").timer().count()).isEqualTo(1);
        assertThat(keeper.check().fault()).isEmpty();
    }

    @Test
    void one_that_stays_away_is_said_at_once_and_two_in_a_row_are_told_people_until_one_arrives() throws Exception {
        at(Duration.ofSeconds(20));
        at(Duration.ofSeconds(80));
        assertThat(outcomes()).containsExactly(Outcome.MISSING);
        assertThat(told).isEmpty();
        assertThat(keeper.check().fault())
                .as("a process is not taken out of a balancer for one loss")
                .isEmpty();

        at(Duration.ofSeconds(320));
        at(Duration.ofSeconds(380));
        assertThat(keeper.check().fault()).contains("detection has not answered for 6 minutes");
        at(Duration.ofSeconds(620));
        at(Duration.ofSeconds(680));
        assertThat(told).singleElement().satisfies(silence -> {
            assertThat(silence.severity()).isEqualTo(Level.HIGH);
            assertThat(silence.openedAt()).isEqualTo(T0.plusSeconds(20));
        });

        at(Duration.ofSeconds(920));
        answer();
        assertThat(endings).isEqualTo(1);
        assertThat(keeper.check().fault()).isEmpty();
    }

    @Test
    void a_door_that_is_shut_is_said_with_its_reason() throws Exception {
        doorOpen = false;
        at(Duration.ofSeconds(20));

        assertThat(outcomes()).containsExactly(Outcome.REFUSED);
        at(Duration.ofSeconds(320));
        assertThat(keeper.check().fault()).isPresent();
    }

    @Test
    void a_desk_that_cannot_tell_people_is_said_with_its_reason_and_the_next_canary_may_arrive() throws Exception {
        at(Duration.ofSeconds(20));
        deskWorks = false;
        answer();
        assertThat(outcomes()).containsExactly(Outcome.REFUSED);
        assertThat(CanaryEvents.result(receipts.get(0)).orElseThrow().detail()).contains("the index is being rebuilt");

        deskWorks = true;
        at(Duration.ofSeconds(320));
        answer();
        assertThat(outcomes()).containsExactly(Outcome.REFUSED, Outcome.ANSWERED);
    }

    @Test
    void a_silence_that_outlasts_a_restart_is_told_once() throws Exception {
        for (int i = 2; i > 0; i--) {
            var sentAt = T0.minus(Duration.ofMinutes(5L * i));
            past.add(
                    0,
                    new CanaryResult(
                            new CanaryRun("canary-" + sentAt.toEpochMilli(), sentAt),
                            Outcome.MISSING,
                            sentAt.plusSeconds(60),
                            null,
                            null));
        }
        at(Duration.ofSeconds(20));
        at(Duration.ofSeconds(80));

        assertThat(outcomes()).containsExactly(Outcome.MISSING);
        assertThat(keeper.check().fault()).isPresent();
        assertThat(told).isEmpty();
    }

    @Test
    void an_instance_that_does_not_deliver_sends_none() throws Exception {
        on(keeper::end);
        at(Duration.ofHours(1));

        assertThat(sent).isEmpty();
        assertThat(keeper.check().fault()).isEmpty();
    }

    @Test
    void alerts_of_other_rules_answer_nothing() throws Exception {
        at(Duration.ofSeconds(20));
        keeper.answered(alert("SEQ-01", Objects.requireNonNull(sent.get(0).sessionId())));
        on(() -> {});

        assertThat(receipts).isEmpty();
    }

    private Alert alert(String rule, String session) {
        return new Alert(
                "alert-1",
                1,
                AlertStatus.SIGNAL,
                new RuleRef(rule, null, Level.INFORMATIONAL, null, List.of(), null),
                Level.INFORMATIONAL,
                now,
                Map.of(),
                List.of("e1", "e2"),
                List.of(),
                null,
                null,
                now,
                now,
                0,
                List.of(session),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
    }
}
