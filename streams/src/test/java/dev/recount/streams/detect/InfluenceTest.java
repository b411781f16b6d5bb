package dev.recount.streams.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.streams.enrich.SessionMemory;
import dev.recount.streams.reference.Footprint;
import dev.recount.streams.reference.ReferenceBook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not reached by an event must not have changed: looking at everything again finds nothing new. */
class InfluenceTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void reaches_everybody_whose_facts_change(long seed) {
        var random = new RandomEvents(seed);
        var book = new ReferenceBook();
        random.registry().forEach(book::apply);
        var fold = new SessionFold(RULES, book);
        var memory = new SessionMemory();
        var footprint = new Footprint();
        for (int i = 0; i < 110; i++) {
            Event event = random.next();
            fold.accept(memory, footprint, event);

            var missed = fold.review(memory, footprint, false);

            assertThat(missed.facts()).as("seed %d, after %s", seed, event).isEmpty();
            assertThat(missed.matches()).as("seed %d, after %s", seed, event).isEmpty();
        }
    }
}
