package dev.recount.streams.replay;

import dev.recount.alert.Alert;
import dev.recount.event.Event;
import dev.recount.streams.baseline.Habits;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.family.Tie;
import dev.recount.streams.family.Word;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.streams.reference.RegistryFold;
import dev.recount.streams.reference.RegistryKey;
import dev.recount.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A replay of events that are not in Kafka: dealt out to lanes by their keys, as they would be to partitions. */
public final class Replaying {

    private static final int KEPT_MAX = 1_000_000;

    private Replaying() {}

    /** The alerts that stand when {@code events} are read in this order from so many partitions. */
    public static List<Alert> of(RuleBook rules, List<Event> events, int partitions, Instant now) {
        return result(rules, events, partitions, now).alerts();
    }

    static Replayed result(RuleBook rules, List<Event> events, int partitions, Instant now) {
        var replay = new Replay(rules, book(events), KEPT_MAX, KEPT_MAX);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            lanes.add(replay.lane());
        }
        words(rules, events).forEach(word -> lanes.get(Math.floorMod(word.to().hashCode(), partitions))
                .tell(word.to(), word.event()));
        events.forEach(event -> lanes.get(Math.floorMod(Topics.key(event).hashCode(), partitions))
                .accept(event));
        lanes.forEach(replay::add);
        return replay.result(TimeRange.ALWAYS, now);
    }

    /** What {@code recount.kin} would hold. */
    private static List<Word> words(RuleBook rules, List<Event> events) {
        var live = new Detector(rules);
        if (events.stream().anyMatch(event -> Tie.of(Topics.key(event), event).isPresent())) {
            live.acceptAll(events);
        }
        return live.words();
    }

    /** What {@code recount.registry} would hold. */
    private static ReferenceBook book(Collection<Event> events) {
        Map<RegistryKey, Map<String, Event>> known = new HashMap<>();
        events.forEach(
                event -> RegistryKey.of(event).ifPresent(key -> known.computeIfAbsent(key, ignored -> new HashMap<>())
                        .merge(event.id(), event, Replaying::earlier)));
        var book = new ReferenceBook();
        known.forEach((key, entry) -> book.apply(RegistryFold.entry(key, entry.values())));
        var habits = new Habits();
        events.forEach(event -> habits.accept(event).forEach(book::apply));
        return book;
    }

    private static Event earlier(Event one, Event other) {
        return one.recordedAt().isAfter(other.recordedAt()) ? other : one;
    }
}
