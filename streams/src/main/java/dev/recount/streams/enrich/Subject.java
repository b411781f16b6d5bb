package dev.recount.streams.enrich;

import static dev.recount.streams.enrich.FactName.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What facts are about. Those of one subject are derived together, when one of them is first asked for; while it is being
 * derived a subject may ask for the facts of others, never in a circle.
 */
enum Subject {
    /** What was done; it costs next to nothing. */
    ACTION(
            ActionFacts::add,
            EnumSet.of(
                    ACTION_ID,
                    ACTION_TOOL,
                    ACTION_OPERATION,
                    ACTION_VERB,
                    ACTION_DESTRUCTIVE,
                    ACTION_FRICTION,
                    SECRET_STORE)),
    UNDO(ActionFacts::undo, EnumSet.of(ACTION_REVERSIBILITY, ACTION_UNDO_UNTIL)),
    ACTOR(ActorFacts::add, EnumSet.of(ACTOR_KIND, ACTOR_REGISTERED, LINE)),
    RESOURCE(
            ResourceFacts::add,
            EnumSet.of(
                    RESOURCE_ID,
                    RESOURCE_REGISTERED,
                    RESOURCE_DISPOSABLE,
                    RESOURCE_IN_WORKSPACE,
                    RESOURCE_NAME,
                    RESOURCE_OWNER,
                    RESOURCE_ROLE,
                    RESOURCE_EPHEMERAL,
                    RESOURCE_CREATED_BY_SESSION)),
    GROUP(ResourceFacts::group, EnumSet.of(RESOURCE_PROTECTION_GROUP, RECOVERY_GROUP)),
    PLACE(
            ResourceFacts::place,
            EnumSet.of(RESOURCE_ENVIRONMENT, RESOURCE_ENVIRONMENT_INFERRED, RESOURCE_ENVIRONMENT_MATCH)),
    TASK(TaskFacts::add, EnumSet.of(ACTION_VERB_IN_TASK, RESOURCE_IN_TASK, SESSION_TASK_ENVIRONMENTS)),
    CREDENTIAL(CredentialFacts::add, EnumSet.range(CREDENTIAL_KEY, CREDENTIAL_DORMANT_DAYS)),
    HABIT(
            HabitFacts::add,
            EnumSet.of(
                    ACTOR_FIRST_USE,
                    ACTOR_USUAL_DESTROYS,
                    SECRET_FAMILIAR,
                    DESTINATION_FIRST_REACHED,
                    TOOL_CHANGED,
                    TOOL_NEW_PARAMETER)),
    RECOVERY(
            RecoveryFacts::add,
            EnumSet.of(RECOVERY_SHARES_FATE, RECOVERY_LAST_PATH, RECOVERY_LOST_WITH_IT, RECOVERY_SURVIVING)),
    APPROVAL(ApprovalFacts::add, EnumSet.of(APPROVAL_STATE, APPROVAL_ENTERED_LATE)),
    GOVERNANCE(GovernanceFacts::add, EnumSet.of(FREEZE_ACTIVE, AUTOMATION_COVERED)),
    DESTINATION(Destinations::add, EnumSet.of(DESTINATION_REF, DESTINATION_TRUST)),
    FRICTION(FrictionFacts::add, EnumSet.of(ACTION_AFTER_FRICTION_ELSEWHERE)),
    DENIAL(DenialFacts::add, EnumSet.of(ACTION_REFUSED, ACTION_DENIED_EVENT, ACTION_WARNED_EVENT)),
    STOP(StopFacts::add, EnumSet.of(SESSION_STOP_EVENT)),
    CONTENT(
            ContentFacts::add,
            EnumSet.of(
                    CONTENT_TRUST,
                    CONTENT_LABEL,
                    SESSION_UNTRUSTED_EVENT,
                    SESSION_PRIVATE_EVENT,
                    DESTINATION_IN_PROMPT)),
    STEERING(Steering::add, EnumSet.of(ACTION_ASKED_FOR, ACTION_STEERED_EVENT, DESTINATION_LISTED)),
    TRACE(TraceFacts::add, EnumSet.of(ACTION_TRACE_OF_EVENT, LOGGING_SUCCESSOR_EVENT, RESOURCE_MERGED_EVENT)),
    AGENT(
            AgentFacts::add,
            EnumSet.of(SESSION_BY_OUTSIDER, SESSION_UNATTENDED_EVENT, ACTION_WIDENED_EVENT, TOOL_APPROVED)),
    PLAN(PlanFacts::add, EnumSet.of(PLAN_STACK, PLAN_CREATES_EXISTING)),
    STATEMENT(StatementFacts::add, EnumSet.of(STATEMENT_CONTRADICTED_BY));

    private static final Map<FactName, Subject> BY_FACT = byFact();

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method without state
    private final BiConsumer<Scene, Enrichment> derive;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy
    private final Set<FactName> facts;

    Subject(BiConsumer<Scene, Enrichment> derive, Set<FactName> facts) {
        this.derive = derive;
        this.facts = Set.copyOf(facts);
    }

    private static Map<FactName, Subject> byFact() {
        Map<FactName, Subject> all = new EnumMap<>(FactName.class);
        for (Subject subject : values()) {
            subject.facts.forEach(fact -> all.put(fact, subject));
        }
        return all;
    }

    /** What {@code fact} is about. */
    static Subject of(FactName fact) {
        var subject = BY_FACT.get(fact);
        if (subject == null) {
            throw new IllegalStateException(fact + " is about nothing");
        }
        return subject;
    }

    /** Puts what is known into {@code facts}. */
    void derive(Scene scene, Enrichment facts) {
        derive.accept(scene, facts);
    }
}
