package dev.recount.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes down a story as native events, in the order they happen: one session, numbered, each event recorded five
 * milliseconds after it happened.
 */
public final class Script {

    private static final Duration RECORDED_AFTER = Duration.ofMillis(5);

    private final String name;
    private final Instant begin;
    private final Actor actor;
    private final List<Event> events = new ArrayList<>();
    private long seq;
    private boolean inSession = true;

    /**
     * @param name makes ids unique: the session's id and the head of every event's
     */
    public Script(String name, Instant begin, Actor actor) {
        this.name = name;
        this.begin = begin;
        this.actor = actor;
    }

    /** From now on events belong to no session, as those of a person or a job do. */
    public Script withoutSession() {
        inSession = false;
        return this;
    }

    /** Adds an event {@code seconds} into the story. */
    public Script at(double seconds, EventType type, Phase phase, Consumer<EventBuilder> details) {
        var occurredAt = begin.plusMillis(Math.round(seconds * 1_000));
        var event = Event.of(type)
                .id(name + "-" + events.size())
                .phase(phase)
                .occurredAt(occurredAt)
                .observedAt(occurredAt.plusMillis(1))
                .recordedAt(occurredAt.plus(RECORDED_AFTER))
                .actor(actor)
                .sensor(new Sensor(SensorKind.AGENT_HOOK, "story", null));
        if (inSession) {
            event.session(new Session(name, seq++, null, Autonomy.AUTO, null));
        }
        details.accept(event);
        events.add(event.build());
        return this;
    }

    /** Begins the session with a task in {@code environment}. */
    public Script start(String environment, Verb... verbs) {
        return at(
                0,
                EventType.SESSION,
                Phase.STARTED,
                event -> event.session(new Session(
                        name,
                        0L,
                        null,
                        Autonomy.AUTO,
                        new Task("story", List.of(environment), List.of(verbs), List.of(), name))));
    }

    /** Declares reference data, from the beginning of time on; recorded when the story begins. */
    public Script declare(String kind, String id, String body) {
        events.add(Event.of(EventType.CONTROL)
                .id(name + "-" + events.size())
                .phase(Phase.REFERENCE_CHANGED)
                .occurredAt(begin.minusSeconds(60))
                .observedAt(begin.minusSeconds(60))
                .recordedAt(begin.minusSeconds(60).plus(RECORDED_AFTER))
                .actor(new Actor("user:platform", ActorKind.HUMAN, null, null, null))
                .reference(new Reference(kind, id, null, null, null, canonical(body)))
                .build());
        return this;
    }

    private static Json canonical(String body) {
        try {
            return dev.recount.codec.CanonicalJson.of(dev.recount.codec.RecordJson.MAPPER.readTree(body));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    /** The events so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }
}
