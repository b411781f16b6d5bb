package dev.recount.streams.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Resource;
import dev.recount.event.Verb;
import dev.recount.reference.RegistryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same sightings in any order, any number of times, are the same habits. */
class HabitsTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");
    private static final String DESTROYS = HabitId.destroys("agent:a");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void are_the_same_in_any_order_any_number_of_times(long seed) {
        var random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            events.add(destroy("thing-" + random.nextInt(300), random.nextInt(7), i));
        }
        var once = folded(events);
        events.addAll(events.subList(0, 100));
        Collections.shuffle(events, random);

        assertThat(folded(events)).as("seed %d", seed).isEqualTo(once);
        assertThat(Habit.of(once.get(DESTROYS)).busy(10)).isNotEqualTo(Days.NONE);
    }

    @Test
    void count_different_things_of_a_day_and_only_those() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(destroy("thing-" + i, 0, i));
            events.add(destroy("the same", 1, 100 + i));
        }

        var habit = Habit.of(folded(events).get(DESTROYS));

        assertThat(habit.busy(10)).hasToString("[2026-06-01]");
        assertThat(habit.busy(40)).isEqualTo(Days.NONE);
        assertThat(habit.days()).hasToString("[2026-06-01/2026-06-02]");
    }

    @Test
    void forget_what_is_400_days_before_the_latest_whichever_came_first() {
        var early = destroy("x", 0, 1);
        var late = destroy("x", 400, 2);

        assertThat(folded(List.of(early, late))).isEqualTo(folded(List.of(late, early)));
        assertThat(Habit.of(folded(List.of(late, early)).get(DESTROYS)).days()).hasToString("[2027-07-06]");
    }

    @Test
    void do_not_believe_a_clock_that_runs_ahead_of_the_recording() {
        var event = destroy("x", 30, 1).toBuilder().recordedAt(T0).build();

        assertThat(Sighting.day(event)).isEqualTo(Days.of(T0));
    }

    @Test
    void a_change_is_known_by_its_first_day() {
        var before = new Habit(Days.NONE.with(5).with(9), Map.of());
        var after = before.and(new Habit(Days.NONE.with(7), Map.of()));

        assertThat(after.firstDifference(before)).hasValue(7);
        assertThat(after.firstDifference(after)).isEmpty();
    }

    private static Map<String, RegistryEntry> folded(List<Event> events) {
        var habits = new Habits();
        Map<String, RegistryEntry> entries = new TreeMap<>();
        events.forEach(event -> habits.accept(event).forEach(entry -> entries.put(entry.id(), entry)));
        return entries;
    }

    private static Event destroy(String thing, int day, int number) {
        var at = T0.plus(Duration.ofDays(day)).plusSeconds(number);
        return Event.of(EventType.ACTION)
                .id("e" + number)
                .phase(Phase.SUCCEEDED)
                .occurredAt(at)
                .recordedAt(at)
                .actor(new Actor("agent:a", ActorKind.AGENT, null, null, null))
                .action(new Action("a" + number, null, null, Verb.DESTROY, null, null, null, null, null, null))
                .resource(new Resource("db:" + thing, null, null, null, null))
                .build();
    }
}
