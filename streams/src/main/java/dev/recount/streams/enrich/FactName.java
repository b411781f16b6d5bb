package dev.recount.streams.enrich;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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
    RESOURCE_ID("resource.id"),
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
    SESSION_TASK_ENVIRONMENTS("session.task.environments"),
    APPROVAL_STATE("approval.state"),
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
    DESTINATION_TRUST("destination.trust");

    private static final Set<String> TEXTS =
            Arrays.stream(values()).map(FactName::text).collect(Collectors.toUnmodifiableSet());

    private final String text;

    FactName(String text) {
        this.text = text;
    }

    /** The name in rules and JSON. */
    public String text() {
        return text;
    }

    /** Whether enrichment may have something to say about {@code path}. */
    static boolean derives(String path) {
        return TEXTS.contains(path);
    }
}
