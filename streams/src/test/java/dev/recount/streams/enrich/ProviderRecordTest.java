package dev.recount.streams.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Source;
import org.junit.jupiter.api.Test;

class ProviderRecordTest {

    @Test
    void a_provider_s_record_is_seen_with_its_own_fields() {
        var record = ProviderRecord.of(event("aws")).orElseThrow();

        assertThat(record.get("session.id")).isEqualTo("of the record");
        assertThat(ProviderRecord.logSource(event("aws").event())).isPresent();
    }

    @Test
    void what_calls_itself_recount_does_not_speak_in_the_place_of_the_event() {
        assertThat(ProviderRecord.of(event("Recount"))).isEmpty();
        assertThat(ProviderRecord.logSource(event("Recount").event())).isEmpty();
    }

    private static EnrichedEvent event(String product) {
        var event = Event.of(EventType.ACTION)
                .source(new Source(product, "log", "1", new Json("{\"session\":{\"id\":\"of the record\"}}")))
                .build();
        return new EnrichedEvent(event, Enrichment.none(event));
    }
}
