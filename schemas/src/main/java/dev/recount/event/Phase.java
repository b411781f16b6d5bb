package dev.recount.event;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Where in its life the recorded thing stands. A phase belongs to the types it is declared for and to no other. */
public enum Phase implements Word {
    /** An action was asked for, or a person was asked to approve one. */
    REQUESTED(EventType.ACTION, EventType.APPROVAL),
    /** A policy or a person let the action pass. */
    AUTHORISED(EventType.ACTION),
    /** A policy or a person refused. */
    DENIED(EventType.ACTION, EventType.APPROVAL),
    /** It began. */
    STARTED(EventType.ACTION, EventType.SESSION),
    /** The action took effect. */
    SUCCEEDED(EventType.ACTION),
    /** The action did not take effect. */
    FAILED(EventType.ACTION),

    /** The session stopped for a while. */
    PAUSED(EventType.SESSION),
    /** The session is over. */
    ENDED(EventType.SESSION),

    /** A secret became readable to an actor. */
    DISCOVERED(EventType.CREDENTIAL),
    /** A secret was presented to an audience. */
    USED(EventType.CREDENTIAL),
    /** A credential came into being. */
    ISSUED(EventType.CREDENTIAL),
    /** A credential's secret was replaced. */
    ROTATED(EventType.CREDENTIAL),
    /** A credential or an approval was withdrawn. */
    REVOKED(EventType.CREDENTIAL, EventType.APPROVAL),
    /** A credential may now do more or less than before. */
    SCOPE_CHANGED(EventType.CREDENTIAL),

    /** Permission was given. */
    GRANTED(EventType.APPROVAL),

    /** A human or a gate ordered an agent to stop. */
    STOP(EventType.CONTROL),
    /** A human or a gate ordered an agent to pause. */
    PAUSE(EventType.CONTROL),
    /** A change freeze began. */
    FREEZE_STARTED(EventType.CONTROL),
    /** A change freeze ended. */
    FREEZE_ENDED(EventType.CONTROL),
    /** A policy was replaced. */
    POLICY_CHANGED(EventType.CONTROL),
    /** A tool or a gate warned before an action. */
    GUARD_WARNED(EventType.CONTROL),
    /** Reference data was entered or withdrawn; see {@link Event#reference()}. */
    REFERENCE_CHANGED(EventType.CONTROL),
    /** A responder took an incident; {@link Event#correlationId()} names it. */
    ACKNOWLEDGED(EventType.CONTROL),
    /** A responder closed an incident; {@link Event#correlationId()} names it. */
    RESOLVED(EventType.CONTROL),
    /** A responder wrote a note on an incident; {@link Event#correlationId()} names it. */
    NOTED(EventType.CONTROL),

    /** Material entered an agent's context. */
    INGESTED(EventType.CONTENT),

    /** The provider reported the consequence. */
    REPORTED(EventType.EFFECT),
    /** Recount concluded the consequence from reference data. */
    DERIVED(EventType.EFFECT),

    /** Somebody said so. */
    CLAIMED(EventType.STATEMENT),

    /** A sensor says that it is alive. */
    HEARTBEAT(EventType.RECORDER),
    /** A sensor was silent, or events are known to be missing. */
    GAP(EventType.RECORDER),
    /** Recount told a channel of an incident, or could not; {@link Event#correlationId()} names the incident. */
    ATTEMPTED(EventType.RECORDER);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type just does not say so.
    private final Set<EventType> types;

    Phase(EventType... types) {
        this.types = Set.of(types);
    }

    /** Whether an event of {@code type} can be in this phase. */
    public boolean belongsTo(EventType type) {
        return types.contains(type);
    }

    /** The closed list of phases of {@code type}, in the order of an event's life. */
    public static List<Phase> of(EventType type) {
        return Arrays.stream(values()).filter(phase -> phase.belongsTo(type)).toList();
    }
}
