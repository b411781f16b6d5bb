package dev.recount.evidence.report;

import dev.recount.event.Event;
import dev.recount.evidence.erasure.Retention;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a report on a control rests on beside the record.
 *
 * @param rules ids of the rules that were in force at some time in the range
 * @param kept what is set to be kept for how long
 * @param vouched whether a canary's receipt is this installation's own, and says what it said
 */
public record Circumstances(Set<String> rules, List<Retention> kept, Predicate<Event> vouched) {

    public Circumstances {
        rules = Set.copyOf(rules);
        kept = List.copyOf(kept);
    }
}
