package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Event;
import dev.recount.standalone.system.EveryEvent.By;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an instance answers, held against a look at every event: the ids, their order, and how many there are. */
final class NaiveAnswers {

    private static final int BUCKETS = 7;

    private final EveryEvent every;
    private final List<Question> questions = new ArrayList<>();

    /**
     * A question and its answer.
     *
     * @param pointer where in an item of the answer the event's id stands
     */
    private record Question(String path, String pointer, List<String> ids) {}

    NaiveAnswers(EveryEvent every) {
        this.every = every;
        for (By by : By.values()) {
            every.ids(by).forEach(id -> ask(by, id));
        }
        words("verb", event -> event.verb() == null ? null : event.verb().wire());
        words("type", event -> event.type().wire());
        words("tool", event -> event.action() == null ? null : event.action().tool());
        words(
                "operation",
                event -> event.action() == null ? null : event.action().operation());
    }

    private void ask(By by, String id) {
        var named = by.parameter() + "=" + Pages.encode(id);
        var timeline = every.timeline(by, id);
        var backwards = new ArrayList<>(timeline);
        Collections.reverse(backwards);
        questions.add(new Question("/v1/timeline?" + named, "/event/id", timeline));
        questions.add(new Question("/v1/timeline?order=desc&" + named, "/event/id", backwards));
        search(named, event -> by.ids(event).stream().anyMatch(other -> isMeant(by, id, other)));
    }

    /** A search for a resource takes a star at the end for whatever follows, also where it is part of a file's name. */
    private static boolean isMeant(By by, String wanted, String id) {
        return by == By.RESOURCE && wanted.endsWith("*")
                ? id.startsWith(wanted.substring(0, wanted.length() - 1))
                : id.equals(wanted);
    }

    private void words(String parameter, Function<Event, @Nullable String> word) {
        every.words(word)
                .forEach(wanted -> search(
                        parameter + "=" + Pages.encode(wanted), event -> wanted.equalsIgnoreCase(word.apply(event))));
    }

    private void search(String named, Predicate<Event> wanted) {
        questions.add(new Question("/v1/events?" + named, "/id", every.search(wanted)));
    }

    int count() {
        return questions.size();
    }

    /** Waits until an instance has everything that the answers rest on. */
    void awaitAllOf(RunningRecount instance) {
        for (String id : every.last()) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> instance.get("/v1/events/" + Pages.encode(id)).startsWith("{"));
        }
    }

    /** Asks an instance everything. */
    void check(RunningRecount instance) {
        questions.forEach(question -> check(instance, question));
    }

    /** Asks it so many questions, drawn with {@code random}. */
    void check(RunningRecount instance, int some, Random random) {
        random.ints(some, 0, questions.size()).forEach(drawn -> check(instance, questions.get(drawn)));
    }

    private void check(RunningRecount instance, Question question) {
        var frozen = question.path() + "&as_of=" + every.asOf();
        assertThat(Pages.all(instance, frozen).stream()
                        .map(item -> item.at(question.pointer()).asText()))
                .as(instance.uri() + frozen)
                .containsExactlyElementsOf(question.ids());
        if (question.path().startsWith("/v1/events")) {
            var page = Pages.json(instance.get(frozen + "&limit=1&histogram=" + BUCKETS));
            assertThat(counted(page.path("histogram")))
                    .as("histogram of " + instance.uri() + frozen)
                    .isEqualTo(question.ids().size());
        }
    }

    private static long counted(JsonNode histogram) {
        return StreamSupport.stream(histogram.spliterator(), false)
                .mapToLong(bucket -> bucket.path("count").asLong())
                .sum();
    }
}
