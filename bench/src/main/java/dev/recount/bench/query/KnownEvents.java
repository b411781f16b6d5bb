package dev.recount.bench.query;

import dev.recount.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was sent, and the answers to questions about it, worked out by looking at every event. */
final class KnownEvents {

    private record Known(
            String id, Instant at, long seq, String session, String actor, String credential, String resource) {

        static Known of(Event event) {
            var session = Objects.requireNonNull(event.session());
            return new Known(
                    Objects.requireNonNull(event.id()),
                    Objects.requireNonNull(event.occurredAt()),
                    Objects.requireNonNull(session.seq()),
                    Objects.requireNonNull(session.id()),
                    Objects.requireNonNull(event.actorId()),
                    Objects.requireNonNullElse(event.credentialKey(), ""),
                    Objects.requireNonNull(event.resourceId()));
        }

        String named(Question.Kind kind) {
            return switch (kind) {
                case SESSION -> session;
                case ACTOR -> actor;
                case CREDENTIAL -> credential;
                case RESOURCE -> resource;
            };
        }
    }

    private final List<Known> events = new ArrayList<>();

    void add(Event event) {
        events.add(Known.of(event));
    }

    int count() {
        return events.size();
    }

    /** The last events that were sent, of so many sessions that every partition has one. */
    List<String> newest() {
        Map<String, String> newest = new LinkedHashMap<>();
        events.subList(Math.max(0, events.size() - 400), events.size())
                .forEach(event -> newest.put(event.session(), event.id()));
        return List.copyOf(newest.values());
    }

    /** The ids that a timeline must have, in its order; ties of time and sequence do not come up. */
    List<String> answer(Question question) {
        var from = question.from();
        var to = question.to();
        return events.stream()
                .filter(event -> event.named(question.kind()).equals(question.id()))
                .filter(event -> from == null
                        || to == null
                        || (!event.at().isBefore(from) && event.at().isBefore(to)))
                .sorted(Comparator.comparing(Known::at).thenComparing(Known::seq))
                .map(Known::id)
                .toList();
    }
}
