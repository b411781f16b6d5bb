package dev.recount.evidence.report;

import dev.recount.alert.Alert;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Recorder;
import dev.recount.event.Sensor;
import dev.recount.event.SensorKind;
import dev.recount.event.Verb;
import dev.recount.origin.SourceAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records that a report is about, counted as they pass by. What it keeps grows with sessions, actors and open
 * actions only. */
final class Population {

    private static final Duration LATE = Duration.ofDays(1);
    private static final Set<Phase> HANDLING = EnumSet.of(Phase.ACKNOWLEDGED, Phase.RESOLVED);
    /** What reads are recorded by, and what somebody does with evidence; an agent's hook may have any name. */
    private static final Set<SensorKind> OWN_SENSORS = EnumSet.of(SensorKind.RECORDER, SensorKind.HUMAN);

    /** What is not sealed as it stands: changed since, lost from the tree, or never sealed in its time. */
    final Exceptions changed = new Exceptions();

    final Exceptions incomplete = new Exceptions();
    final Exceptions clocks = new Exceptions();
    final CanaryHistory canaries;
    /** What Recount itself, or a sensor, says is missing. */
    final Exceptions gaps = new Exceptions();

    final Map<String, Long> types = new TreeMap<>();
    final Map<String, Long> sensors = new TreeMap<>();
    final Map<Verb, Long> verbs = new EnumMap<>(Verb.class);
    /** Of actions. */
    final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
    /** Of the sessions that number their records. */
    final Map<String, Numbering> numbered = new TreeMap<>();

    final Uses uses = new Uses();
    final Outcomes outcomes = new Outcomes();
    /** Incidents that somebody took or closed. */
    final Set<String> handled = new HashSet<>();

    final Set<String> actors = new HashSet<>();
    final Set<String> readers = new HashSet<>();
    final List<Alert> alerts;
    long events;
    /** Too young to be sealed. */
    long unsealed;

    /** Recorded by a sensor within a day of happening. */
    long asTheyHappened;
    /** Actions that say which address they came from. */
    long withOrigin;

    long reads;

    @Nullable
    Instant first;

    @Nullable
    Instant last;

    @Nullable
    Instant firstRecorded;

    /** @param vouched whether a canary's receipt is what it seems */
    Population(List<Alert> alerts, Predicate<Event> vouched) {
        this.alerts = alerts;
        this.canaries = new CanaryHistory(vouched);
    }

    /** The alerts that were not taken back, and call for somebody. */
    Stream<Alert> standing() {
        return alerts.stream().filter(alert -> alert.status().stands() && !alert.isQuiet());
    }

    /** Takes a record in. */
    void add(Event event, Seal seal) {
        events++;
        types.merge(event.type().wire(), 1L, Long::sum);
        sensors.merge(sensor(event), 1L, Long::sum);
        sealed(event, seal);
        if (!isComplete(event)) {
            incomplete.add(String.valueOf(event.id()));
        }
        who(event);
        times(event);
        recorder(event);
        act(event);
        if (HANDLING.contains(event.phase()) && event.correlationId() != null) {
            handled.add(event.correlationId());
        }
        session(event);
    }

    private void act(Event event) {
        outcomes.add(event);
        if (event.verb() != null) {
            verbs.merge(event.verb(), 1L, Long::sum);
        }
        if (event.type() == EventType.ACTION) {
            if (event.phase() != null) {
                phases.merge(event.phase(), 1L, Long::sum);
            }
            withOrigin += SourceAddress.of(event).isEmpty() ? 0 : 1;
        }
    }

    /** What the canary does is no session of anybody's. */
    private void session(Event event) {
        if (event.session() == null || event.sessionId() == null || Canary.isStep(event)) {
            return;
        }
        uses.add(event.sessionId(), event);
        if (event.session().seq() != null) {
            numbered.computeIfAbsent(event.sessionId(), id -> new Numbering())
                    .add(event.session().seq());
        }
    }

    private void sealed(Event event, Seal seal) {
        switch (seal) {
            case SAME -> {}
            case NONE -> unsealed++;
            case OTHER -> changed.add(String.valueOf(event.id()));
            case LATE -> changed.add(event.id() + ": was recorded more than a minute before and is not sealed");
            case LOST -> changed.add(event.id() + ": its leaf is gone from the tree, which is damaged");
        }
    }

    private static String sensor(Event event) {
        return event.sensor() == null || event.sensor().name() == null
                ? "unnamed"
                : event.sensor().name();
    }

    /** Who, what kind, when; of an action also where it stands and on what. */
    private static boolean isComplete(Event event) {
        boolean acts = event.type() == EventType.ACTION;
        return event.occurredAt() != null
                && (event.actorId() != null || !acts)
                && (event.phase() != null || !acts)
                && (event.resourceId() != null || event.credential() != null || !acts);
    }

    private void who(Event event) {
        if (event.actorId() != null) {
            actors.add(event.actorId());
        }
        if (event.verb() == Verb.READ && isApi(event.sensor())) {
            reads++;
            readers.add(String.valueOf(event.actorId()));
        }
    }

    private static boolean isApi(@Nullable Sensor sensor) {
        return sensor != null && OWN_SENSORS.contains(sensor.kind()) && Recorder.API.equals(sensor.name());
    }

    private void times(Event event) {
        var recorded = event.recordedAt();
        if (recorded != null && (firstRecorded == null || recorded.isBefore(firstRecorded))) {
            firstRecorded = recorded;
        }
        var at = event.occurredAt();
        if (at == null) {
            return;
        }
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
        if (recorded != null && Duration.between(at, recorded).abs().compareTo(LATE) > 0) {
            clocks.add(String.valueOf(event.id()));
        } else if (recorded != null
                && event.sensor() != null
                && !OWN_SENSORS.contains(event.sensor().kind())) {
            asTheyHappened++;
        }
    }

    /** What Recount says of itself. */
    private void recorder(Event event) {
        if (Canary.isReceipt(event)) {
            canaries.add(event);
        } else if (event.is(EventType.RECORDER, Phase.GAP)) {
            var action = event.action();
            gaps.add(event.id() + (action == null || action.summary() == null ? "" : ": " + action.summary()));
        }
    }
}
