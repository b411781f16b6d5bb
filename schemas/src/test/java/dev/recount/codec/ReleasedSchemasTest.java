package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.event.Rejection;
import dev.recount.reference.RegistryEntry;
import dev.recount.shape.Shape;
import dev.recount.topic.Topics;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class ReleasedSchemasTest {

    private static final Map<String, Class<? extends Record>> TYPES = Map.of(
            Topics.EVENTS.valueSubject(), Event.class,
            Topics.REGISTRY.valueSubject(), RegistryEntry.class,
            Topics.REJECTED.valueSubject(), Rejection.class,
            Topics.FACTS.valueSubject(), EventFacts.class,
            Topics.ALERTS.valueSubject(), Alert.class,
            Topics.INCIDENTS.valueSubject(), Incident.class);

    private final ReleasedSchemas released = new ReleasedSchemas();

    @Test
    void todays_shape_of_every_topic_is_released() {
        TYPES.forEach((subject, type) -> {
            var schema = AvroSchemas.of(Shape.of(type));
            assertThat(released.byId(released.idOf(subject, schema))).isEqualTo(schema);
        });
    }

    @Test
    void today_reads_everything_ever_released_and_is_read_by_it() {
        released.subjects().forEach((id, subject) -> {
            var old = released.byId(id);
            var today = AvroSchemas.of(Shape.of(TYPES.get(subject)));
            assertThat(compatibility(today, old))
                    .as("today reads id %s", id)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(old, today))
                    .as("id %s reads today", id)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        });
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
