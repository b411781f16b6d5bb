package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import java.util.Set;

/**
 * Which facts an event can have at all, told without deriving any: most events are plain reads, of which almost every
 * question has the answer that nothing is known. {@code AskableTest} holds it against deriving everything.
 */
final class Askable {

    /** Facts about acts that change something or reach somebody. */
    private static final Set<String> NEVER_OF_A_READ = Set.of(
            FactName.ACTION_DENIED_EVENT.text(),
            FactName.ACTION_WARNED_EVENT.text(),
            FactName.ACTION_WIDENED_EVENT.text(),
            FactName.ACTION_TRACE_OF_EVENT.text(),
            FactName.ACTION_STEERED_EVENT.text(),
            FactName.ACTION_ASKED_FOR.text(),
            FactName.ACTION_AFTER_FRICTION_ELSEWHERE.text(),
            FactName.SESSION_STOP_EVENT.text(),
            FactName.SESSION_UNTRUSTED_EVENT.text(),
            FactName.SESSION_PRIVATE_EVENT.text(),
            FactName.SESSION_BY_OUTSIDER.text(),
            FactName.SESSION_UNATTENDED_EVENT.text(),
            FactName.LOGGING_SUCCESSOR_EVENT.text(),
            FactName.RESOURCE_MERGED_EVENT.text(),
            FactName.RECOVERY_SHARES_FATE.text(),
            FactName.RECOVERY_LAST_PATH.text(),
            FactName.RECOVERY_LOST_WITH_IT.text(),
            FactName.RECOVERY_SURVIVING.text(),
            FactName.APPROVAL_STATE.text(),
            FactName.FREEZE_ACTIVE.text(),
            FactName.DESTINATION_LISTED.text(),
            FactName.DESTINATION_IN_PROMPT.text(),
            FactName.TOOL_APPROVED.text());

    private Askable() {}

    /** Whether enrichment may know {@code path} of {@code event}. */
    static boolean mayKnow(Event event, String path) {
        if (!FactName.derives(path)) {
            return false;
        }
        if (path.startsWith("credential.")) {
            return event.credential() != null;
        }
        if (path.startsWith("plan.")) {
            return PlanFacts.isPlanning(event);
        }
        if (path.startsWith("statement.")) {
            return event.type() == EventType.STATEMENT;
        }
        boolean reads = event.type() == EventType.ACTION
                && event.verb() != null
                && event.verb().onlyReads();
        return !(reads && NEVER_OF_A_READ.contains(path));
    }
}
