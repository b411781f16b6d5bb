package dev.recount.streams.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The same sightings in any order, any number of times, are the same habits. */
class HabitsTest {

    private static final Instant T0 = Instant.parse("2026-06-01T10:00:00Z");
    private static final String DESTROYS = HabitId.destroys("agent:a");

    /** @param span how many days lie between the first and the last */
    @ParameterizedTest
    @CsvSource({"1, 6", "2, 30", "3, 390", "4, 2000"})
    void are_the_same_in_any_order_any_number_of_times(long seed, int span) {
        var random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            events.add(destroy("thing-" + random.nextInt(300), random.nextInt(7) * span / 6, i));
        }
        var once = folded(events);
        events.addAll(events.subList(0, 100));
        Collections.shuffle(events, random);

        assertThat(folded(events)).as("seed %d", seed).isEqualTo(once);
        assertThat(Habit.of(once.get(DESTROYS)).busy(40).last()).hasValue(Days.of(T0) + span);
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
    void tell_of_the_400_days_before_the_one_that_is_asked_about_whatever_came_later() {
        var days = Habit.of(folded(List.of(destroy("x", 1000, 2), destroy("x", 0, 1)))
                        .get(DESTROYS))
                .days();
        long first = Days.of(T0);

        assertThat(days.lastBefore(first + 400)).hasValue(first);
        assertThat(days.lastBefore(first + 401)).isEmpty();
        assertThat(days.hasBefore(7, first + 7)).isTrue();
        assertThat(days.hasBefore(7, first + 6)).isFalse();
        assertThat(days.hasBefore(7, first + 401)).isFalse();
        assertThat(days.lastBefore(first + 1001)).hasValue(first + 1000);
    }

    @Test
    void show_nothing_of_what_was_only_asked_for() {
        var done = destroy("x", 0, 1);

        assertThat(Sighting.of(done)).isNotEmpty();
        assertThat(Sighting.of(done.toBuilder().phase(Phase.REQUESTED).build())).isEmpty();
    }

    @Test
    void a_full_table_says_on_which_days_it_could_not_keep_something() {
        var habits = new Habits(1);
        var other = new Actor("agent:b", ActorKind.AGENT, null, null, null);

        assertThat(habits.accept(destroy("x", 0, 1)))
                .extracting(RegistryEntry::id)
                .containsExactly(DESTROYS);
        assertThat(habits.accept(destroy("x", 3, 2).toBuilder().actor(other).build()))
                .extracting(RegistryEntry::id, entry -> Habit.of(entry).days().toString())
                .containsExactly(tuple(HabitId.NOT_KEPT, "[2026-06-04]"));
        assertThat(habits.accept(destroy("x", 4, 3)))
                .extracting(entry -> Habit.of(entry).days().toString())
                .containsExactly("[2026-06-01, 2026-06-05]");
    }

    @Test
    void a_call_whose_arguments_are_no_json_has_no_parameters() {
        var action = new Action("a", "tool", null, Verb.CREATE, null, new Json("not {json"), null, null, null, null);

        assertThat(Sighting.parameters(action)).isEmpty();
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
