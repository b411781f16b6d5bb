package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Session;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.sigma.parse.SigmaParser;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Matches of which no alert can come any more are not kept, and counted all the same. */
class SilentGroupsTest {

    private static final Instant BEGIN = Instant.parse("2026-04-24T12:00:00Z");

    private static final RuleBook RULES = RuleBook.of(RuleCollection.of(SigmaParser.parse("sequences.yml", """
            title: read
            name: read
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: read}, condition: sel}
            ---
            title: deleted
            name: deleted
            logsource: {product: recount, category: action}
            detection: {sel: {action.operation: delete}, condition: sel}
            ---
            title: within a session
            name: within
            correlation: {type: temporal_ordered, rules: [read, deleted], group-by: [session.id], timespan: 10m}
            ---
            title: across sessions
            name: across
            correlation: {type: temporal_ordered, rules: [read, deleted], group-by: [actor.id], timespan: 10m}
            """)));

    private final Replay replay = new Replay(RULES, new ReferenceBook(), 100, 100);

    @Test
    void a_group_of_a_session_that_is_over_is_kept_only_if_an_alert_may_come_of_it() {
        var lane = replay.lane();
        lane.accept(event("1", "one", "read"));
        lane.accept(event("2", "two", "read"));
        lane.accept(event("3", "two", "delete"));

        var found = lane.finished();

        assertThat(found.count())
                .as("two within the second session, three across")
                .isEqualTo(5);
        assertThat(found.standing(TimeRange.ALWAYS)).containsEntry("within", 3L).containsEntry("across", 3L);
        assertThat(found.standing(new TimeRange(BEGIN.plusSeconds(2), null))).containsEntry("within", 2L);
    }

    @Test
    void a_session_that_has_outlived_what_is_remembered_makes_room_for_others() {
        var lane = new Replay(RULES, new ReferenceBook(), 5, 100).lane();
        for (int day = 0; day < 4 * 9; day += 9) {
            lane.accept(event(String.valueOf(day * 86_400), "of day " + day, "read"));
        }

        assertThat(lane.isFull())
                .as("one of each of three that are over, and two of the last")
                .isFalse();
        assertThat(lane.finished().standing(TimeRange.ALWAYS)).containsEntry("within", 4L);
    }

    @Test
    void a_group_that_lies_in_several_lanes_is_decided_when_all_of_them_are_known() {
        for (Event event : List.of(event("1", "one", "read"), event("2", "two", "delete"))) {
            var lane = replay.lane();
            lane.accept(event);
            replay.add(lane);
        }

        var result = replay.result(TimeRange.ALWAYS, BEGIN.plusSeconds(60));

        assertThat(result.alerts()).extracting(alert -> alert.rule().id()).containsExactly("across");
        assertThat(result.rules()).extracting(RuleFigures::matches).containsExactly(2L, 2L);
    }

    private static Event event(String id, String session, String operation) {
        var at = BEGIN.plusSeconds(Long.parseLong(id));
        return Event.of(EventType.ACTION)
                .id(id)
                .phase(Phase.SUCCEEDED)
                .occurredAt(at)
                .observedAt(at)
                .recordedAt(at)
                .session(new Session(session, null, null, null, null))
                .actor(new Actor("agent", ActorKind.AGENT, null, null, null))
                .action(new Action(id, "tool", operation, null, null, null, null, null, null, null))
                .build();
    }
}
