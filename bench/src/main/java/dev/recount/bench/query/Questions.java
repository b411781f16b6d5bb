package dev.recount.bench.query;

import dev.recount.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws questions that have answers: each is about what a recorded event, drawn at random, speaks of, around its time. */
final class Questions {

    private final Map<Question.Kind, Drawn> drawn = new EnumMap<>(Question.Kind.class);
    private final SplittableRandom random;
    private final int each;

    /** @param each how many of each kind */
    Questions(long seed, int each) {
        this.random = new SplittableRandom(seed);
        this.each = each;
    }

    /** Takes note of an event. The one long session would make a page of any hour of its agent, and is asked for apart. */
    void see(Event event) {
        var session = Objects.requireNonNull(event.sessionId());
        if (session.equals(Fleet.BIG_SESSION)) {
            return;
        }
        if (session.startsWith("session-")) {
            draw(Question.Kind.SESSION, session, event);
        }
        draw(Question.Kind.CREDENTIAL, event.credentialKey(), event);
        draw(Question.Kind.ACTOR, event.actorId(), event);
        draw(Question.Kind.RESOURCE, event.resourceId(), event);
    }

    /** Each event has the same chance (reservoir sampling). */
    private void draw(Question.Kind kind, @Nullable String id, Event event) {
        if (id == null) {
            return;
        }
        var sample = drawn.computeIfAbsent(kind, k -> new Drawn());
        int place = random.nextInt(++sample.seen);
        if (sample.questions.size() < each) {
            sample.questions.add(question(kind, id, event));
        } else if (place < each) {
            sample.questions.set(place, question(kind, id, event));
        }
    }

    private static final class Drawn {
        private final List<Question> questions = new ArrayList<>();
        private int seen;
    }

    private Question question(Question.Kind kind, String id, Event event) {
        var at = Objects.requireNonNull(event.occurredAt());
        var back = Duration.ofSeconds(random.nextLong(3_600));
        return new Question(kind, id, kind == Question.Kind.SESSION ? null : at.minus(back));
    }

    Map<Question.Kind, List<Question>> drawn() {
        var questions = new EnumMap<Question.Kind, List<Question>>(Question.Kind.class);
        drawn.forEach((kind, sample) -> questions.put(kind, sample.questions));
        return questions;
    }
}
