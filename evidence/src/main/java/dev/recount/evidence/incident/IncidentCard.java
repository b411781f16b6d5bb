package dev.recount.evidence.incident;

import java.util.List;

/**
 * What an incident's card says, in words that are ready to be read.
 *
 * @param id of the incident
 * @param headline level and state, such as {@code CRITICAL}
 * @param sentence what happened
 * @param undo whether it can be undone, and until when
 * @param atRisk what can still be lost
 * @param revoke credentials to revoke, in this order
 * @param next the likely next step
 * @param involved who and what the incident is about
 */
public record IncidentCard(
        String id,
        String headline,
        String sentence,
        String undo,
        String atRisk,
        List<String> revoke,
        String next,
        List<Involved> involved) {

    /**
     * Some that are involved.
     *
     * @param what they are, such as {@code sessions}
     * @param names of them
     */
    public record Involved(String what, List<String> names) {
        public Involved {
            names = List.copyOf(names);
        }
    }

    public IncidentCard {
        revoke = List.copyOf(revoke);
        involved = List.copyOf(involved);
    }
}
