package dev.recount.streams.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.streams.detect.RandomEvents;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, and in which order, must not change what is known. */
class SubjectTest {

    @Test
    void every_fact_is_about_something() {
        assertThat(FactName.values())
                .allSatisfy(name -> assertThat(Subject.of(name)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_fact_asked_alone_is_as_it_is_among_all(long seed) {
        var random = new RandomEvents(seed);
        var book = new ReferenceBook();
        random.registry().forEach(book::apply);
        var memory = new SessionMemory();
        List<FactName> names = new ArrayList<>(Arrays.asList(FactName.values()));
        for (int i = 0; i < 100; i++) {
            Event event = random.next();
            memory.put(new Remembered(event, "", List.of()));
            Collections.shuffle(names, new Random(seed + i));
            var all = Enrichment.of(event, memory, book, new Footprint()).facts();

            for (FactName name : names) {
                var alone = Enrichment.of(event, memory, book, new Footprint()).get(name);
                assertThat(alone).as("seed %d, %s of %s", seed, name, event).isEqualTo(all.get(name));
            }
            var shuffled = Enrichment.of(event, memory, book, new Footprint());
            names.forEach(shuffled::get);
            assertThat(shuffled.facts()).as("seed %d, %s", seed, event).isEqualTo(all);
        }
    }
}
