package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be asked must never be known. */
class AskableTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void leaves_out_no_fact_that_enrichment_would_derive(long seed) {
        var random = new RandomEvents(seed);
        var book = new ReferenceBook();
        random.registry().forEach(book::apply);
        var memory = new SessionMemory();
        for (int i = 0; i < 300; i++) {
            Event event = random.next();
            memory.put(new Remembered(event, "", java.util.List.of()));

            var facts = Enrichment.of(event, memory, book, new Footprint()).facts();

            assertThat(facts.values().keySet())
                    .as("seed %d, %s", seed, event)
                    .allMatch(path -> Askable.mayKnow(event, requireNonNull(FactName.of(path))));
        }
    }
}
