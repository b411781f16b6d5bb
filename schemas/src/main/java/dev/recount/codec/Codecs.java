package dev.recount.codec;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Rejection;
import dev.recount.reference.RegistryEntry;
import dev.recount.topic.Topics;

/**
 * The Avro codec of each topic's values.
 *
 * @param events for {@link Topics#EVENTS}
 * @param registry for {@link Topics#REGISTRY}
 * @param rejected for {@link Topics#REJECTED}
 * @param facts for {@link Topics#FACTS}
 * @param alerts for {@link Topics#ALERTS}
 * @param incidents for {@link Topics#INCIDENTS}
 */
public record Codecs(
        RecordAvro<Event> events,
        RecordAvro<RegistryEntry> registry,
        RecordAvro<Rejection> rejected,
        RecordAvro<EventFacts> facts,
        RecordAvro<Alert> alerts,
        RecordAvro<Incident> incidents) {

    /** Codecs whose schema ids come from {@code ids}. */
    public static Codecs with(SchemaIds ids) {
        return new Codecs(
                new RecordAvro<>(Event.class, Topics.EVENTS.valueSubject(), ids),
                new RecordAvro<>(RegistryEntry.class, Topics.REGISTRY.valueSubject(), ids),
                new RecordAvro<>(Rejection.class, Topics.REJECTED.valueSubject(), ids),
                new RecordAvro<>(EventFacts.class, Topics.FACTS.valueSubject(), ids),
                new RecordAvro<>(Alert.class, Topics.ALERTS.valueSubject(), ids),
                new RecordAvro<>(Incident.class, Topics.INCIDENTS.valueSubject(), ids));
    }

    /** Codecs that need nothing but the schemas in this module. */
    public static Codecs released() {
        return with(new ReleasedSchemas());
    }
}
