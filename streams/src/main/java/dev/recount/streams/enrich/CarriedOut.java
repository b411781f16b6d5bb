package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When an act was carried out, which may be long after somebody asked for it: what had to be allowed beforehand is judged as of then.
 * Whether a mere request was carried out nobody knows yet.
 */
final class CarriedOut {

    private static final Set<Phase> DONE = EnumSet.of(Phase.STARTED, Phase.SUCCEEDED);
    private static final Set<Phase> ASKED_FOR = EnumSet.of(Phase.REQUESTED, Phase.AUTHORISED);

    private CarriedOut() {}

    /** As of when the act that the scene is about is judged: its beginning, as far as it is known; else its failure, else the event. */
    static Instant at(Scene scene) {
        return known(scene).orElse(scene.at());
    }

    /** Whether the act was asked for, and nothing says that it was tried. */
    static boolean isAwaited(Scene scene) {
        var event = scene.event();
        return event.type() == EventType.ACTION
                && ASKED_FOR.contains(event.phase())
                && known(scene).isEmpty();
    }

    private static Optional<Instant> known(Scene scene) {
        var parts = parts(scene).toList();
        return earliest(parts.stream().filter(part -> is(part, DONE)))
                .or(() -> earliest(parts.stream().filter(CarriedOut::wasTried)));
    }

    private static Stream<Event> parts(Scene scene) {
        var memory = scene.memory();
        var cause = memory.causeOf(scene.event());
        return Stream.concat(Stream.of(scene.event()), Stream.ofNullable(cause))
                .flatMap(event -> Stream.concat(Stream.of(event), memory.sameAction(event)));
    }

    private static Optional<Instant> earliest(Stream<Event> events) {
        return events.map(EventOrder::at).min(Instant::compareTo);
    }

    /** Whether {@code event} may tell as of when other events of its action are judged. */
    static boolean tells(Event event) {
        return is(event, DONE) || wasTried(event);
    }

    private static boolean wasTried(Event event) {
        return event.is(EventType.ACTION, Phase.FAILED) && !DenialFacts.isRefused(event);
    }

    private static boolean is(Event event, Set<Phase> phases) {
        return event.type() == EventType.ACTION && event.phase() != null && phases.contains(event.phase());
    }
}
