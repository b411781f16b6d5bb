package dev.recount.event;

import java.util.Map;

/**
 * What enrichment derived about an event whose facts matter, by all that is known now. A later value replaces an earlier.
 *
 * @param eventId the event they are about
 * @param facts a JSON object from fact name to value; a fact that is unknown is not in it
 * @param basis what a fact rests on, by fact name: a registry entry's {@code kind/id@event}, or an event id
 */
public record EventFacts(String eventId, Json facts, Map<String, String> basis) {
    public EventFacts {
        basis = Map.copyOf(basis);
    }
}
