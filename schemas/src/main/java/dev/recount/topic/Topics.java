package dev.recount.topic;

import dev.recount.event.Event;
import java.util.List;
import java.util.Map;

/** The public topics. Internal topics of the streams applications are theirs alone. */
public final class Topics {

    private static final String FOREVER = "-1";
    private static final String YEAR_MS = "31536000000";

    /** Every accepted event, in the order of its session. */
    public static final Topic EVENTS = new Topic(
            "recount.events",
            "session id, else credential, else actor",
            "every accepted event (Avro `Event`)",
            0,
            Map.of("cleanup.policy", "delete", "retention.ms", FOREVER));

    /** Reference data with its history. */
    public static final Topic REGISTRY = new Topic(
            "recount.registry",
            "kind/id",
            "reference data, live rules and what is usual (`baselines`), each entry with all its versions (Avro `RegistryEntry`)",
            1,
            Map.of("cleanup.policy", "compact"));

    /** Refused input, redacted, with the reason. */
    public static final Topic REJECTED = new Topic(
            "recount.rejected",
            "source",
            "refused input, redacted, with the reason (Avro `Rejection`)",
            1,
            Map.of("cleanup.policy", "delete", "retention.ms", YEAR_MS));

    /** What was derived about events whose facts matter, latest state. */
    public static final Topic FACTS = new Topic(
            "recount.facts",
            "event id",
            "what enrichment derived about an event (Avro `EventFacts`)",
            0,
            Map.of("cleanup.policy", "compact"));

    /** What sessions that started one another tell each other. */
    public static final Topic KIN = new Topic(
            "recount.kin",
            "session id of the one that is told",
            "events that a session is told of by its parent and by the sessions that it started (Avro `Event`); header `from` says by which",
            0,
            Map.of("cleanup.policy", "delete", "retention.ms", FOREVER));

    /** Records that a streams application could not process, unchanged, with the reason in their headers. */
    public static final Topic DEAD_LETTERS = new Topic(
            "recount.dead-letters",
            "the record's own",
            "records that could not be processed, unchanged; headers `__streams.errors.*` say why and where from",
            1,
            Map.of("cleanup.policy", "delete", "retention.ms", YEAR_MS));

    /** Alert revisions. */
    public static final Topic ALERTS = new Topic(
            "recount.alerts",
            "alert id",
            "alert revisions (Avro `Alert`), in one total order so that a stream of them can be resumed",
            1,
            Map.of("cleanup.policy", "compact,delete", "retention.ms", FOREVER));

    /** Incidents, latest state. */
    public static final Topic INCIDENTS = new Topic(
            "recount.incidents", "incident id", "incidents (Avro `Incident`)", 1, Map.of("cleanup.policy", "compact"));

    /** Signed statements of the evidence tree. */
    public static final Topic CHECKPOINTS = new Topic(
            "recount.checkpoints",
            "log id",
            "signed checkpoints (C2SP signed note, UTF-8); headers `recount.instance` and `recount.vkey` say whose",
            1,
            Map.of("cleanup.policy", "delete", "retention.ms", FOREVER));

    /** What each channel was told of each incident, latest state: what makes a page go out once. */
    public static final Topic DELIVERIES = new Topic(
            "recount.deliveries",
            "incident id/channel, or channel:name",
            "what a channel was told of an incident, and what it is still to be told (JSON `Page`)",
            1,
            Map.of("cleanup.policy", "compact"));

    /** Every public topic. */
    public static final List<Topic> ALL =
            List.of(EVENTS, REGISTRY, REJECTED, FACTS, KIN, DEAD_LETTERS, ALERTS, INCIDENTS, CHECKPOINTS, DELIVERIES);

    private Topics() {}

    /** The record key of {@code event}: what must stay in order stays in one partition. */
    public static String key(Event event) {
        if (event.sessionId() != null) {
            return event.sessionId();
        }
        if (event.reference() != null) {
            return event.reference().kind() + "/" + event.reference().id();
        }
        if (event.approval() != null && event.approval().id() != null) {
            return event.approval().id();
        }
        if (event.credentialKey() != null) {
            return event.credentialKey();
        }
        return event.actorId() != null ? event.actorId() : String.valueOf(event.id());
    }
}
