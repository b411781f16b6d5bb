package dev.recount.streams.enrich;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.reference.ApprovalEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.Glob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the act was allowed by somebody else, beforehand, for this and nothing else. Who asks, is allowed and then acts had leave for
 * it, so its request is judged with the act; one that nobody has carried out yet cannot be approved too late.
 */
final class ApprovalFacts {

    /** How long an approval that does not say holds. */
    static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);

    /** An approval that is entered this long after it was given, as it says, may have been made up afterwards. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** What an approval is worth for an act, best first. */
    enum State {
        VALID,
        AFTER_THE_ACT,
        EXPIRED,
        SELF,
        MISMATCH,
        NONE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Judged(State state, String basis) {}

    private ApprovalFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        if (event.is(EventType.APPROVAL, Phase.GRANTED) && event.recordedAt() != null) {
            var delay = Duration.between(scene.at(), event.recordedAt());
            facts.put(FactName.APPROVAL_ENTERED_LATE, delay.compareTo(LATE) > 0);
        }
        var verb = scene.verb();
        if (verb == null || verb.onlyReads()) {
            return;
        }
        var named = scene.event().approval() == null
                ? null
                : scene.event().approval().id();
        scene.footprint().approval(named);
        var judged = named != null ? named(scene, named, verb) : best(scene, verb);
        facts.put(
                FactName.APPROVAL_STATE,
                judged.map(Judged::state).orElse(State.NONE).text(),
                judged.map(Judged::basis).orElse(null));
    }

    private static Optional<Judged> named(Scene scene, String id, Verb verb) {
        return scene.book().approval(id).map(approval -> judge(scene, approval, verb));
    }

    /** Without a reference, the best of the approvals that speak of the act. */
    private static Optional<Judged> best(Scene scene, Verb verb) {
        return scene.book().approvals().stream()
                .filter(approval -> approval.body().resource() != null && covers(scene, approval.body(), verb))
                .map(approval -> judge(scene, approval, verb))
                .min(Comparator.comparing(Judged::state).thenComparing(Judged::basis));
    }

    private static Judged judge(Scene scene, Declared<ApprovalEntry> latest, Verb verb) {
        var state = covers(scene, latest.body(), verb) ? stateOf(scene, latest) : State.MISMATCH;
        return new Judged(state, latest.basis());
    }

    private static State stateOf(Scene scene, Declared<ApprovalEntry> latest) {
        var at = CarriedOut.at(scene);
        var then = scene.book()
                .approval(latest.id(), at)
                .map(Declared::body)
                .filter(entry -> entry.grantedAt() != null && entry.revokedAt() == null && entry.deniedAt() == null);
        if (then.isPresent()) {
            return heldAt(scene, then.get(), at);
        }
        var granted = latest.body().grantedAt();
        boolean tooLate = granted != null && granted.isAfter(at) && !CarriedOut.isAwaited(scene);
        return tooLate ? State.AFTER_THE_ACT : State.NONE;
    }

    private static State heldAt(Scene scene, ApprovalEntry entry, Instant at) {
        if (entry.approver() == null) {
            return State.NONE;
        }
        if (isOwn(scene, entry, entry.approver())) {
            return State.SELF;
        }
        var from = entry.notBefore() != null ? entry.notBefore() : entry.grantedAt();
        if (from == null || from.isAfter(at)) {
            return State.MISMATCH;
        }
        var until = entry.expiresAt() != null ? entry.expiresAt() : from.plus(DEFAULT_VALIDITY);
        return at.isBefore(until) ? State.VALID : State.EXPIRED;
    }

    private static boolean isOwn(Scene scene, ApprovalEntry entry, String approver) {
        return approver.equals(scene.event().actorId()) || approver.equals(entry.grantee());
    }

    private static boolean covers(Scene scene, ApprovalEntry entry, Verb verb) {
        return (entry.verbs().isEmpty() || entry.verbs().contains(verb))
                && coversText(entry.resource(), scene.resourceId())
                && coversActor(entry, scene);
    }

    private static boolean coversText(@Nullable String glob, @Nullable String text) {
        return glob == null || glob.equals("*") || (text != null && Glob.matches(glob, text));
    }

    private static boolean coversActor(ApprovalEntry entry, Scene scene) {
        var grantee = entry.grantee() != null ? entry.grantee() : entry.requester();
        var actor = scene.event().actor();
        if (grantee == null || actor == null) {
            return grantee == null;
        }
        return coversText(grantee, actor.id()) || coversText(grantee, actor.onBehalfOf());
    }
}
