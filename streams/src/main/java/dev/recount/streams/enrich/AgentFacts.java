package dev.recount.streams.enrich;

import dev.recount.event.ActorKind;
import dev.recount.event.Autonomy;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.reference.ApprovalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who set an agent off, who is there to stop it, and whether it gave itself what it now uses. */
final class AgentFacts {

    private static final Duration REACH = Duration.ofHours(24);
    private static final Duration LAUNCH_REACH = Duration.ofMinutes(10);
    private static final Set<String> INSIDERS = Set.of("owner", "member", "collaborator");

    private AgentFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        if (event.type() != EventType.ACTION
                || event.verb() == null
                || event.verb().onlyReads()) {
            return;
        }
        Past.latest(scene, scene.starts(earlier -> trigger(earlier) != null), REACH, earlier -> true)
                .ifPresent(start -> facts.put(
                        FactName.SESSION_BY_OUTSIDER, !INSIDERS.contains(trigger(start)), String.valueOf(start.id())));
        Past.latest(scene, scene.starts(AgentFacts::isUnattended), LAUNCH_REACH, earlier -> true)
                .ifPresent(start -> facts.put(FactName.SESSION_UNATTENDED_EVENT, start.id()));
        if (event.phase() != Phase.FAILED && event.phase() != Phase.DENIED) {
            widened(scene, facts);
        }
        tool(scene, facts);
    }

    private static @Nullable String trigger(Event start) {
        var association = start.labels()
                .getOrDefault("trigger_association", start.labels().get("author_association"));
        return association == null ? null : association.toLowerCase(Locale.ROOT);
    }

    private static boolean isUnattended(Event start) {
        return start.type() == EventType.SESSION
                && start.session() != null
                && start.session().autonomy() == Autonomy.BYPASS
                && start.labels().containsKey("launched_by");
    }

    /** A change of the agent's own configuration between a refusal of the operation and its success, or its last leash. */
    private static void widened(Scene scene, Enrichment facts) {
        var changes = scene.memory().done(Set.of(Verb.CONFIGURE_AGENT)).filter(AgentFacts::isByAgent);
        Past.latest(scene, changes, REACH, change -> !Past.isSameAction(change, scene.event()) && opened(scene, change))
                .ifPresent(change -> facts.put(FactName.ACTION_WIDENED_EVENT, change.id()));
    }

    private static boolean isByAgent(Event change) {
        return change.phase() == Phase.SUCCEEDED
                && change.actor() != null
                && change.actor().kind() == ActorKind.AGENT;
    }

    private static boolean opened(Scene scene, Event change) {
        var event = scene.event();
        boolean wasRefused = scene.memory()
                .all(Relevance.FRICTION)
                .anyMatch(refusal -> DenialFacts.isRefused(refusal)
                        && EventOrder.mayPrecede(refusal, change)
                        && isSameAbility(refusal, event));
        boolean unleashed =
                autonomy(event) == Autonomy.BYPASS && autonomy(change) != null && autonomy(change) != Autonomy.BYPASS;
        return wasRefused || unleashed;
    }

    private static boolean isSameAbility(Event refusal, Event event) {
        var one = refusal.action();
        var other = event.action();
        return one != null
                && other != null
                && Objects.equals(one.tool(), other.tool())
                && Objects.equals(one.operation(), other.operation());
    }

    private static @Nullable Autonomy autonomy(Event event) {
        return event.session() == null ? null : event.session().autonomy();
    }

    /** Approvals speak of tools as {@code tool:NAME@DIGEST}; false when another definition of the tool was approved. */
    private static void tool(Scene scene, Enrichment facts) {
        var digest = scene.event().labels().get("tool_digest");
        var action = scene.event().action();
        if (digest == null || action == null || action.tool() == null) {
            return;
        }
        var name = "tool:" + action.tool() + "@";
        scene.footprint().resource("tool:" + action.tool());
        var approved = scene.book().approvals().stream()
                .filter(approval -> String.valueOf(approval.body().resource()).startsWith(name))
                .filter(approval -> isInForce(approval.body(), scene.at()))
                .map(approval -> approval.body().resource())
                .toList();
        if (!approved.isEmpty()) {
            facts.put(FactName.TOOL_APPROVED, approved.contains(name + digest));
        }
    }

    private static boolean isInForce(ApprovalEntry approval, Instant at) {
        return approval.grantedAt() != null
                && !approval.grantedAt().isAfter(at)
                && (approval.notBefore() == null || !approval.notBefore().isAfter(at))
                && (approval.revokedAt() == null || approval.revokedAt().isAfter(at))
                && (approval.expiresAt() == null || approval.expiresAt().isAfter(at));
    }
}
