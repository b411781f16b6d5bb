package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.streams.baseline.Sighting;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which facts an event can have at all, told without deriving any: most events are plain reads, of which almost every
 * question has the answer that nothing is known. {@code AskableTest} holds it against deriving everything.
 */
final class Askable {

    /** Facts about acts that change something or reach somebody. */
    private static final Set<FactName> NEVER_OF_A_READ = EnumSet.of(
            FactName.ACTION_REFUSED,
            FactName.ACTION_DENIED_EVENT,
            FactName.ACTION_WARNED_EVENT,
            FactName.ACTION_WIDENED_EVENT,
            FactName.ACTION_TRACE_OF_EVENT,
            FactName.ACTION_STEERED_EVENT,
            FactName.ACTION_ASKED_FOR,
            FactName.ACTION_AFTER_FRICTION_ELSEWHERE,
            FactName.SESSION_STOP_EVENT,
            FactName.SESSION_UNTRUSTED_EVENT,
            FactName.SESSION_PRIVATE_EVENT,
            FactName.SESSION_BY_OUTSIDER,
            FactName.SESSION_UNATTENDED_EVENT,
            FactName.LOGGING_SUCCESSOR_EVENT,
            FactName.RESOURCE_MERGED_EVENT,
            FactName.RECOVERY_SHARES_FATE,
            FactName.RECOVERY_LAST_PATH,
            FactName.RECOVERY_LOST_WITH_IT,
            FactName.RECOVERY_SURVIVING,
            FactName.APPROVAL_STATE,
            FactName.FREEZE_ACTIVE,
            FactName.DESTINATION_LISTED,
            FactName.DESTINATION_IN_PROMPT,
            FactName.TOOL_APPROVED);

    private Askable() {}

    /** Whether enrichment may know {@code name} of {@code event}. */
    static boolean mayKnow(Event event, FactName name) {
        return switch (Subject.of(name)) {
            case CREDENTIAL -> event.credential() != null;
            case PLAN -> PlanFacts.isPlanning(event);
            case STATEMENT -> event.type() == EventType.STATEMENT;
            case HABIT -> mayKnowHabit(event, name);
            default -> !(reads(event) && NEVER_OF_A_READ.contains(name));
        };
    }

    private static boolean mayKnowHabit(Event event, FactName name) {
        return switch (name) {
            case ACTOR_FIRST_USE -> event.credentialKey() != null;
            case TOOL_CHANGED, TOOL_NEW_PARAMETER -> Sighting.definesTool(event);
            default -> !(reads(event) && NEVER_OF_A_READ.contains(name));
        };
    }

    private static boolean reads(Event event) {
        return event.type() == EventType.ACTION
                && event.verb() != null
                && event.verb().onlyReads();
    }
}
