package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Whether the agent had been told to stop when it acted. */
final class StopFacts {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration REACH = Duration.ofMinutes(10);

    private StopFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        var verb = event.verb();
        if (event.type() != EventType.ACTION || verb == null || verb.onlyReads() || event.sessionId() == null) {
            return;
        }
        var orders = Stream.concat(
                scene.memory().all(Relevance.CONTEXT), scene.memory().all(Relevance.FRICTION));
        Past.latest(scene, orders, REACH, earlier -> stops(earlier) && holdsFor(scene, earlier))
                .filter(stop -> requestedAt(scene).isAfter(EventOrder.at(stop).plus(GRACE)))
                .filter(stop -> !isTakenBack(scene, stop))
                .ifPresent(stop -> facts.put(FactName.SESSION_STOP_EVENT, stop.id()));
    }

    /** An order holds for those that the session started too; a call that is interrupted says nothing to others. */
    private static boolean holdsFor(Scene scene, Event stop) {
        return stop.type() == EventType.CONTROL || Past.isOfSameSession(stop, scene.event());
    }

    /** An order to stop, or a call that a person interrupted. */
    static boolean stops(Event event) {
        if (event.phase() == Phase.STOP || event.phase() == Phase.PAUSE) {
            return event.type() == EventType.CONTROL;
        }
        var action = event.action();
        return event.phase() == Phase.FAILED
                && action != null
                && action.error() != null
                && "interrupted".equals(action.error().code());
    }

    /** A person who says something new to the agent that was stopped, or starts it again, wants it to go on. */
    private static boolean isTakenBack(Scene scene, Event stop) {
        return Stream.concat(
                        scene.memory().all(Relevance.CONTEXT),
                        scene.memory().all(Relevance.CONTENT).filter(ContentFacts::isPrompt))
                .filter(event -> event.type() != EventType.CONTROL && Past.isOfSameSession(event, stop))
                .anyMatch(event -> EventOrder.at(event).isAfter(EventOrder.at(stop))
                        && EventOrder.mayPrecede(event, scene.event()));
    }

    /** What was asked for before the order may finish. */
    private static Instant requestedAt(Scene scene) {
        return scene.memory()
                .sameAction(scene.event())
                .filter(event -> event.phase() == Phase.REQUESTED)
                .map(EventOrder::at)
                .min(Instant::compareTo)
                .filter(at -> at.isBefore(scene.at()))
                .orElse(scene.at());
    }
}
