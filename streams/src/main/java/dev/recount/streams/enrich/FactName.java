package dev.recount.streams.enrich;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The closed list of what can be derived, by the names that rules and the API use. */
public enum FactName {
    /** The credential's one name, whichever of its aliases the event carries. */
    CREDENTIAL_KEY("credential.key"),
    CREDENTIAL_REGISTERED("credential.registered"),
    CREDENTIAL_ISSUED_TO_ACTOR("credential.issued_to_actor"),
    CREDENTIAL_PURPOSE("credential.purpose"),
    CREDENTIAL_PURPOSE_MATCH("credential.purpose_match"),
    CREDENTIAL_ENVIRONMENT_MATCH("credential.environment_match"),
    CREDENTIAL_CUSTODY("credential.custody"),
    CREDENTIAL_FOUND_AT("credential.found_at"),
    CREDENTIAL_FIRST_SEEN_EVENT("credential.first_seen_event"),
    CREDENTIAL_AGE_IN_SESSION_MS("credential.age_in_session_ms"),
    /** Who holds it: the workload, else whom the actor acts for, else the actor. */
    CREDENTIAL_HAND("credential.hand"),
    /** The site it was presented to: the audience without the host's own name. */
    CREDENTIAL_AUDIENCE_SITE("credential.audience_site"),
    CREDENTIAL_AUDIENCE_MATCH("credential.audience_match"),
    /** It may do much more than it is declared for. */
    CREDENTIAL_OVER_SCOPED("credential.over_scoped"),
    /** The credential's issuing, shortly before, outside every registered rotation. */
    CREDENTIAL_ISSUED_EVENT("credential.issued_event"),
    /** The same, inside one; it rests on the job's entry. */
    CREDENTIAL_ROTATED_EVENT("credential.rotated_event"),
    /** It had not been used for thirty days or more, nor is that its cadence. */
    CREDENTIAL_DORMANT("credential.dormant"),
    /** Days since it was last used, by its registry entry, the sensor or what was recorded, whichever is latest; 0 within its cadence. */
    CREDENTIAL_DORMANT_DAYS("credential.dormant_days"),
    /** The kind of store that a secret was read from. */
    SECRET_STORE("secret.store"),
    /** What the credential was used for, joined from the action it stood in when the event does not say itself. */
    ACTION_VERB("action.verb"),
    ACTION_OPERATION("action.operation"),
    ACTION_TOOL("action.tool"),
    ACTION_ID("action.id"),
    ACTION_DESTRUCTIVE("action.destructive"),
    ACTION_REVERSIBILITY("action.reversibility"),
    ACTION_UNDO_UNTIL("action.undo_until"),
    ACTION_VERB_IN_TASK("action.verb_in_task"),
    /** The action failed, or was refused, for want of access: what tempts an agent to look for another way. */
    ACTION_FRICTION("action.friction"),
    /** After friction in this session, with another credential or in another environment. */
    ACTION_AFTER_FRICTION_ELSEWHERE("action.after_friction_elsewhere"),
    /** It was asked for, a person or a policy refused, and nothing says that it was tried. */
    ACTION_REFUSED("action.refused"),
    /** An operation of the same effect that a person or a policy refused in this session before. */
    ACTION_DENIED_EVENT("action.denied_event"),
    /** A warning or a refusal of the tool itself before the same effect was forced. */
    ACTION_WARNED_EVENT("action.warned_event"),
    /** The agent's change of its own configuration that made a refused operation possible. */
    ACTION_WIDENED_EVENT("action.widened_event"),
    /** An act towards the outside of which this act removes the trace. */
    ACTION_TRACE_OF_EVENT("action.trace_of_event"),
    /** The recorder that was made active before this one was switched off. */
    LOGGING_SUCCESSOR_EVENT("logging.successor_event"),
    RESOURCE_ID("resource.id"),
    RESOURCE_REGISTERED("resource.registered"),
    /** A file that tools make again, or a temporary one, by where it lies. */
    RESOURCE_DISPOSABLE("resource.disposable"),
    /** A file below the session's working folder. */
    RESOURCE_IN_WORKSPACE("resource.in_workspace"),
    RESOURCE_IN_TASK("resource.in_task"),
    /** The branch was merged before. */
    RESOURCE_MERGED_EVENT("resource.merged_event"),
    RESOURCE_NAME("resource.name"),
    RESOURCE_OWNER("resource.owner"),
    RESOURCE_ROLE("resource.role"),
    RESOURCE_EPHEMERAL("resource.ephemeral"),
    RESOURCE_PROTECTION_GROUP("resource.protection_group"),
    RESOURCE_ENVIRONMENT("resource.environment"),
    /** The environment was guessed from names, because nothing declares it. */
    RESOURCE_ENVIRONMENT_INFERRED("resource.environment_inferred"),
    RESOURCE_ENVIRONMENT_MATCH("resource.environment_match"),
    RESOURCE_CREATED_BY_SESSION("resource.created_by_session"),
    /** The line of work: the session that began it, however many generations before, else the actor, else the credential. */
    LINE("line.id"),
    /** A person's order to stop that was not taken back and is older than the grace for what was under way. */
    SESSION_STOP_EVENT("session.stop_event"),
    /** Untrusted content that had entered the session before. */
    SESSION_UNTRUSTED_EVENT("session.untrusted_event"),
    /** Confidential data that the session had read before. */
    SESSION_PRIVATE_EVENT("session.private_event"),
    /** Somebody who is no member of the project set the session off. */
    SESSION_BY_OUTSIDER("session.triggered_by_outsider"),
    /** A program started the agent, with nobody there to ask. */
    SESSION_UNATTENDED_EVENT("session.unattended_event"),
    SESSION_TASK_ENVIRONMENTS("session.task.environments"),
    APPROVAL_STATE("approval.state"),
    /** An approval came to Recount long after the moment at which it says that it was given. */
    APPROVAL_ENTERED_LATE("approval.entered_late"),
    /** What is lost or kept together: the protection group, else the resource itself. */
    RECOVERY_GROUP("recovery.group"),
    RECOVERY_SHARES_FATE("recovery.shares_fate"),
    RECOVERY_LAST_PATH("recovery.last_path"),
    /** Copies that are lost together with the resource. */
    RECOVERY_LOST_WITH_IT("recovery.lost_with_it"),
    /** Registered copies of the group that the action leaves. */
    RECOVERY_SURVIVING("recovery.surviving"),
    FREEZE_ACTIVE("freeze.active"),
    AUTOMATION_COVERED("automation.covered"),
    ACTOR_KIND("actor.kind"),
    ACTOR_REGISTERED("actor.registered"),
    /** The actor had not used the credential on any day before; false when it had, unknown of a credential not watched for a week. */
    ACTOR_FIRST_USE("actor.first_use"),
    /** How many things the actor destroys on its busy days: 0, 10, 40, 160 or 640 and more, on three days of the last thirty. */
    ACTOR_USUAL_DESTROYS("actor.usual_destroys"),
    /** The actor read secrets of the same place before yesterday; false when it never did in a week or more of reading secrets. */
    SECRET_FAMILIAR("secret.familiar"),
    DESTINATION_REF("destination.ref"),
    DESTINATION_TRUST("destination.trust"),
    /** The user named the destination in a prompt. */
    DESTINATION_IN_PROMPT("destination.in_prompt"),
    /** The destination stands as a value of its own in what a tool listed: one of ours, not one of a stranger's words. */
    DESTINATION_LISTED("destination.listed"),
    /** Untrusted words from which a telling value of the act comes, that no person asked for. */
    ACTION_STEERED_EVENT("action.steered_event"),
    /** A person's prompt speaks of what the operation is about. */
    ACTION_ASKED_FOR("action.asked_for"),
    /** The tool of a server had not reached the destination on any day before; unknown of a tool not watched for a week. */
    DESTINATION_FIRST_REACHED("destination.first_reached"),
    CONTENT_TRUST("content.trust"),
    CONTENT_LABEL("content.label"),
    TOOL_APPROVED("tool.approved"),
    /** The tool was called in other definitions for a week or more, and in this one on no day before. */
    TOOL_CHANGED("tool.changed"),
    /** The call has a parameter that no call of the tool had on any day before, in a week or more. */
    TOOL_NEW_PARAMETER("tool.new_parameter"),
    PLAN_STACK("plan.stack"),
    /** Registered resources that a plan would create anew. */
    PLAN_CREATES_EXISTING("plan.creates_existing"),
    /** What happened against what a statement claims. */
    STATEMENT_CONTRADICTED_BY("statement.contradicted_by");

    private static final Map<String, FactName> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactName::text, name -> name));

    private final String text;

    FactName(String text) {
        this.text = text;
    }

    /** The name in rules and JSON. */
    public String text() {
        return text;
    }

    /** The fact {@code path}; null when enrichment has nothing to say about it. */
    static @Nullable FactName of(String path) {
        return BY_TEXT.get(path);
    }
}
