package dev.recount.streams.topology;

import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.detect.RuleMatch;
import dev.recount.streams.incident.Response;

/** What the first stage gives out. */
sealed interface Emission {

    /** To {@code recount.facts}. */
    record Derived(EventFacts facts) implements Emission {}

    /** To the match's group, which is the record's key. */
    record Matched(RuleMatch match) implements Emission {}

    /** To the registry entry, which is the record's key. */
    record Declared(Event event) implements Emission {}

    /** To the habit, which is the record's key. */
    record Seen(Sighting sighting) implements Emission {}

    /** To a session of the same family, which is the record's key; the header says which tells it. */
    record Told(Event event) implements Emission {}

    /** To the incidents. */
    record Responded(Response response) implements Emission {}
}
