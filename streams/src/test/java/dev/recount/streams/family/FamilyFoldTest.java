package dev.recount.streams.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.sigma.collection.RuleCollection;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.SessionFold;
import dev.recount.streams.enrich.Remembered;
import dev.recount.streams.reference.ReferenceBook;
import dev.recount.topic.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyFoldTest {

    /** What is remembered does not depend on rules. */
    private static final RuleBook RULES = RuleBook.of(RuleCollection.of(List.of()));

    private static final List<String> SESSIONS = List.of("root", "one", "two", "ones-child", "ones-other-child");

    /** Sessions whose words may overtake one another, as they may between partitions. */
    private static final class House {
        private final FamilyFold fold = new FamilyFold(new SessionFold(RULES, new ReferenceBook()));
        private final Map<String, KnownSession> sessions = new HashMap<>();
        private final Deque<Word> open = new ArrayDeque<>();
        private final Random random;
        private int words;

        House(long seed) {
            random = new Random(seed);
        }

        void take(Event event) {
            send(fold.accept(session(Topics.key(event)), event));
            while (!open.isEmpty() && random.nextBoolean()) {
                hearOne();
            }
        }

        void finish() {
            while (!open.isEmpty()) {
                hearOne();
            }
        }

        void tellAgain() {
            sessions.values().forEach(session -> open.addAll(FamilyFold.retell(session)));
            finish();
        }

        private void hearOne() {
            List<Word> waiting = new ArrayList<>(open);
            var word = waiting.remove(random.nextInt(waiting.size()));
            open.clear();
            open.addAll(waiting);
            send(fold.hear(session(word.to()), word));
        }

        private void send(FamilyFold.Outcome outcome) {
            words += outcome.words().size();
            open.addAll(outcome.words());
        }

        private KnownSession session(String owner) {
            return sessions.computeIfAbsent(owner, KnownSession::of);
        }

        Map<String, Set<String>> memories() {
            return sessions.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, session -> session.getValue().memory().all().stream()
                            .map(Remembered::id)
                            .collect(Collectors.toSet())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void all_of_a_family_remember_the_same_whatever_came_first_and_whatever_overtook_what(long seed) {
        var random = new RandomEvents(seed, SESSIONS);
        List<Event> events = distinct(Stream.generate(random::next).limit(140));
        var expected = told(events, seed);
        for (int order = 0; order < 5; order++) {
            List<Event> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed * 31 + order));
            assertThat(told(shuffled, order))
                    .as("seed %d, order %d", seed, order)
                    .isEqualTo(expected);
        }
    }

    /** Each id once: two events of one id are a sender's mistake, and which of them is remembered depends on which came first. */
    private static List<Event> distinct(Stream<Event> events) {
        Set<String> ids = new HashSet<>();
        return events.filter(event -> ids.add(event.id())).toList();
    }

    private static Map<String, Set<String>> told(List<Event> events, long seed) {
        var house = new House(seed);
        events.forEach(house::take);
        house.finish();
        var memories = house.memories();
        int words = house.words;
        house.tellAgain();
        assertThat(house.memories()).as("telling all again changes nothing").isEqualTo(memories);
        assertThat(house.words).as("and what is known is not passed on").isEqualTo(words);
        return memories;
    }
}
