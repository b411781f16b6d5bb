package dev.recount.delivery.paging;

import dev.recount.event.Action;
import dev.recount.event.ActionError;
import dev.recount.event.Actor;
import dev.recount.event.ActorKind;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The event that says that somebody was told of an incident, or of a test, or could not be. */
public final class Receipt {

    private static final Actor RECOUNT = new Actor("service:recount", ActorKind.SERVICE, "recount", null, null);

    private Receipt() {}

    /** The receipt of {@code attempt} on a channel; the same attempt has the same id. */
    public static Event of(Page page, String channelType, Attempt attempt, Instant answeredAt) {
        return of(page.channel(), channelType, attempt, answeredAt)
                .correlationId(page.incidentId())
                .build();
    }

    /** The receipt of a test message, which is about no incident. */
    public static Event ofTest(String channel, String channelType, Attempt attempt, Instant answeredAt) {
        return of(channel, channelType, attempt, answeredAt).build();
    }

    private static EventBuilder of(String channel, String channelType, Attempt attempt, Instant answeredAt) {
        boolean delivered = attempt.outcome() == Attempt.Outcome.DELIVERED;
        @Nullable
        ActionError error = delivered ? null : new ActionError(attempt.outcome().wire(), attempt.detail());
        return Event.of(EventType.RECORDER)
                .id(attempt.messageId() + "-" + attempt.number() + "-"
                        + attempt.at().toEpochMilli())
                .phase(Phase.ATTEMPTED)
                .occurredAt(attempt.at())
                .observedAt(answeredAt)
                .sensor(new Sensor(SensorKind.RECORDER, Recorder.DELIVERY, null))
                .actor(RECOUNT)
                .action(new Action(
                        attempt.messageId(),
                        channelType,
                        attempt.type().wire(),
                        null,
                        (delivered ? "told " : "could not tell ") + channel + ": " + attempt.detail(),
                        null,
                        null,
                        null,
                        null,
                        error))
                .label("channel", channel)
                .label("attempt", Long.toString(attempt.number()));
    }
}
