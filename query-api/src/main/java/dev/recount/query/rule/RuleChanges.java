package dev.recount.query.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recount.codec.RecordJson;
import dev.recount.event.Actor;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Reference;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RuleEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events that put and withdraw rules. */
public final class RuleChanges {

    private static final RecordJson<RuleEntry> FORM = RecordJson.of(RuleEntry.class);

    private RuleChanges() {}

    /** Puts {@code sigma} in force as the rule {@code id}. */
    public static Event put(String id, String sigma, Actor actor, Instant now) {
        return event(id, null, body(sigma), actor, now);
    }

    /** Takes the rule {@code id} out of force, also one that ships. */
    public static Event withdraw(String id, Actor actor, Instant now) {
        return event(id, true, null, actor, now);
    }

    /** What the registry keeps of a rule. */
    public static Json body(String sigma) {
        return new Json(new String(FORM.canonical(new RuleEntry(sigma)), UTF_8));
    }

    private static Event event(String id, @Nullable Boolean withdrawn, @Nullable Json body, Actor actor, Instant now) {
        return Event.of(EventType.CONTROL)
                .phase(Phase.REFERENCE_CHANGED)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
                .actor(actor)
                .reference(new Reference(RegistryKind.RULES.wire(), id, null, null, withdrawn, body))
                .build();
    }
}
