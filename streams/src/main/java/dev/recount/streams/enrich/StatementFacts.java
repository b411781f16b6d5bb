package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Claims that what happened contradicts. A statement proves nothing; here it is only held against the record. */
final class StatementFacts {

    private static final Duration REACH = Duration.ofHours(1);
    private static final Set<Verb> DESTROY = EnumSet.of(Verb.DESTROY, Verb.DESTROY_BACKUP, Verb.PURGE);
    private static final Table CLAIMS = Table.load("claims.yaml");

    private StatementFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        if (event.type() == EventType.STATEMENT && claimsNothingLost(event)) {
            Past.latest(scene, scene.memory().done(DESTROY), REACH, StatementFacts::isLoss)
                    .ifPresent(loss -> facts.put(FactName.STATEMENT_CONTRADICTED_BY, loss.id()));
        }
    }

    /** Whether the statement says that nothing was deleted or lost; a function of the event alone. */
    static boolean claimsNothingLost(Event event) {
        var statement = event.statement();
        var text = statement == null ? null : statement.text();
        return text != null && CLAIMS.has(" " + text.toLowerCase(Locale.ROOT) + " ");
    }

    private static boolean isLoss(Event event) {
        return event.phase() == Phase.SUCCEEDED
                && event.resource() != null
                && !"file".equals(event.resource().kind());
    }
}
