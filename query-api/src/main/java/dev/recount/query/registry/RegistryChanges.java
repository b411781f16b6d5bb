package dev.recount.query.registry;

import dev.recount.event.Actor;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Reference;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Turns a declaration into the event that enters it. */
public final class RegistryChanges {

    private RegistryChanges() {}

    /**
     * The event that makes {@code declared} true; empty when it already is.
     *
     * <p>Without {@code valid_from} the first declaration of an entry holds since always, and a later one from now on:
     * what was true before is not rewritten by leaving a field out.
     *
     * @throws dev.recount.codec.UnreadableRecord when an approval cannot have been given as declared
     */
    public static Optional<Event> event(
            RegistryKind kind,
            String id,
            Declaration declared,
            Optional<RegistryEntry> known,
            Actor actor,
            Instant now) {
        if (kind == RegistryKind.APPROVALS) {
            return ApprovalChanges.event(id, declared, known, actor, now);
        }
        var current = known.flatMap(entry -> entry.asOf(now));
        if (current.filter(version -> says(version, declared)).isPresent()) {
            return Optional.empty();
        }
        var validFrom = declared.validFrom() != null ? declared.validFrom() : known.isPresent() ? now : null;
        var reference = new Reference(kind.wire(), id, validFrom, declared.validTo(), null, declared.body());
        return Optional.of(changed(reference, actor, now));
    }

    /** The event that ends {@code known} now, with whatever was declared of it before; empty when it has been ended. */
    public static Optional<Event> end(RegistryEntry known, Actor actor, Instant now) {
        var last = known.versions().get(known.versions().size() - 1);
        return last.withdrawn() && known.asOf(now).isEmpty()
                ? Optional.empty()
                : Optional.of(changed(new Reference(known.kind(), known.id(), now, null, true, null), actor, now));
    }

    private static Event changed(Reference reference, Actor actor, Instant now) {
        return Event.of(EventType.CONTROL)
                .phase(Phase.REFERENCE_CHANGED)
                .occurredAt(now)
                .observedAt(now)
                .sensor(new Sensor(SensorKind.HUMAN, Recorder.API, null))
                .actor(actor)
                .reference(reference)
                .build();
    }

    private static boolean says(RegistryVersion version, Declaration declared) {
        return declared.body().equals(version.body())
                && (declared.validFrom() == null || declared.validFrom().equals(version.validFrom()))
                && Objects.equals(declared.validTo(), version.validTo());
    }
}
