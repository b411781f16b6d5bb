package dev.recount.streams.detect;

import static java.util.Objects.requireNonNull;

import dev.recount.streams.enrich.EnrichedEvent;
import dev.recount.streams.enrich.EventOrder;
import dev.recount.streams.enrich.FactName;
import dev.recount.streams.enrich.Facts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says why an event no longer matches a rule, from the facts that speak for it now. */
final class Withdrawal {

    private Withdrawal() {}

    static RuleMatch of(EnrichedEvent event, String rule) {
        var own = event.event();
        return new RuleMatch(
                rule,
                requireNonNull(own.id(), "id"),
                reason(event.facts()),
                EventOrder.at(own),
                requireNonNull(own.recordedAt(), "recordedAt"),
                -1,
                List.of(),
                List.of(),
                "",
                List.of(),
                List.of(),
                Map.of());
    }

    private static String reason(Facts facts) {
        if ("valid".equals(facts.text(FactName.APPROVAL_STATE))) {
            return "an approval that was granted before the act" + basis(facts, FactName.APPROVAL_STATE);
        }
        if (facts.isTrue(FactName.AUTOMATION_COVERED)) {
            return "a registered automation covers it" + basis(facts, FactName.AUTOMATION_COVERED);
        }
        if (facts.isTrue(FactName.RESOURCE_CREATED_BY_SESSION)) {
            return "the session had created the resource itself";
        }
        return "facts that became known later: the rule does not hold for " + named(facts);
    }

    private static String named(Facts facts) {
        var resource = facts.text(FactName.RESOURCE_ID);
        var credential = facts.text(FactName.CREDENTIAL_KEY);
        if (resource != null) {
            return resource;
        }
        return credential != null ? credential : "the event";
    }

    private static String basis(Facts facts, FactName fact) {
        @Nullable String basis = facts.basis().get(fact.text());
        return basis == null ? "" : " (" + basis + ")";
    }
}
