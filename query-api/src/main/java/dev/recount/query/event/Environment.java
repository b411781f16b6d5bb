package dev.recount.query.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import org.jspecify.annotations.Nullable;

/** Where an event took place. */
final class Environment {

    private static final String FACT = "resource.environment";

    private Environment() {}

    /** As enrichment resolved it, else as the sensor knew it, else null. */
    static @Nullable String of(Event event, FactReads facts) {
        var sensed = event.resource() == null ? null : event.resource().environment();
        return event.id() == null
                ? sensed
                : facts.facts(event.id()).map(Environment::resolved).orElse(sensed);
    }

    private static @Nullable String resolved(EventFacts facts) {
        try {
            JsonNode value = RecordJson.MAPPER.readTree(facts.facts().text()).path(FACT);
            return value.isTextual() ? value.textValue() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are canonical JSON", e);
        }
    }
}
