package dev.recount.query.replay;

import dev.recount.event.Action;
import dev.recount.event.Actor;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Resource;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;

/** The start of a replay as an event: who reads everything that was recorded is on record, too. */
public final class ReplayStart {

    private ReplayStart() {}

    /** The event that {@code actor} asked for the replay {@code id}. */
    public static Event event(String id, ReplayRequest request, Actor actor) {
        var what = request.rules().isEmpty()
                ? "the rules in force"
                : request.rules().size() + " other rule files";
        return Event.of(EventType.ACTION)
                .phase(Phase.REQUESTED)
                .occurredAt(request.askedAt())
                .observedAt(request.askedAt())
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
                .actor(actor)
                .action(new Action(
                        id,
                        "recount",
                        "startReplay",
                        Verb.READ,
                        "replays recorded events through " + what,
                        null,
                        null,
                        null,
                        null,
                        null))
                .resource(new Resource("recount:replay/" + id, "replay", null, null, null))
                .build();
    }
}
