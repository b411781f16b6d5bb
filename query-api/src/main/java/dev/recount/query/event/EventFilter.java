package dev.recount.query.event;

import dev.recount.event.Action;
import dev.recount.event.Canary;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import dev.recount.origin.SourceAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What events are wanted. Everything that is given must hold; an empty field or set asks nothing.
 *
 * @param actor actor id
 * @param session session id
 * @param credential fingerprint or provider handle
 * @param resource resource id; with a trailing {@code *} any that starts so
 * @param environment resolved environment, else as the sensor knew it
 * @param verbs any of these
 * @param operation the operation's own name, in any case
 * @param tool the tool's name, in any case
 * @param outcomes any of these phases
 * @param sourceAddress network address the action came from
 * @param types any of these
 * @param text found, in any case, in the summary, a value among the arguments, a statement or an error message
 */
public record EventFilter(
        Optional<String> actor,
        Optional<String> session,
        Optional<String> credential,
        Optional<String> resource,
        Optional<String> environment,
        Set<Verb> verbs,
        Optional<String> operation,
        Optional<String> tool,
        Set<Phase> outcomes,
        Optional<String> sourceAddress,
        Set<EventType> types,
        Optional<String> text) {

    private static final Set<String> OWN_TOOLS = Set.of(AccessEvents.TOOL, Canary.NAME);

    /** Whether {@code event} is wanted. */
    public boolean test(Event event, FactReads facts) {
        return (asksForAccess() || !(AccessEvents.isOne(event) || isCanary(event)))
                && (types.isEmpty() || types.contains(event.type()))
                && (verbs.isEmpty() || (event.verb() != null && verbs.contains(event.verb())))
                && (outcomes.isEmpty() || (event.phase() != null && outcomes.contains(event.phase())))
                && is(actor, event.actorId())
                && is(session, event.sessionId())
                && credential.map(wanted -> isCredential(event, wanted)).orElse(true)
                && resource.map(wanted -> isResource(event, wanted)).orElse(true)
                && isAnyCase(
                        operation,
                        event.action() == null ? null : event.action().operation())
                && isAnyCase(
                        tool, event.action() == null ? null : event.action().tool())
                && sourceAddress
                        .map(wanted -> SourceAddress.of(event).contains(wanted))
                        .orElse(true)
                && text.map(wanted -> speaksOf(event, wanted)).orElse(true)
                && environment.map(wanted -> isIn(event, wanted, facts)).orElse(true);
    }

    /** What Recount records of its own use, and of its canary, is only found by who looks for that: it would bury everything else. */
    private boolean asksForAccess() {
        return tool.map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(OWN_TOOLS::contains)
                        .isPresent()
                || session.isPresent()
                || actor.isPresent()
                || resource.filter(id -> id.startsWith(AccessEvents.EVIDENCE)).isPresent();
    }

    /**
     * The canary's steps, and that it arrived. A step that is forged says nothing that a true one would not, and no door takes
     * receipts; that a canary was lost is shown to everybody.
     */
    private static boolean isCanary(Event event) {
        return Canary.isStep(event) || (Canary.isReceipt(event) && event.phase() == Phase.HEARTBEAT);
    }

    private static boolean is(Optional<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }

    private static boolean isAnyCase(Optional<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || wanted.get().equalsIgnoreCase(value);
    }

    private static boolean isCredential(Event event, String wanted) {
        var credential = event.credential();
        return credential != null
                && (wanted.equals(credential.fingerprint()) || wanted.equals(credential.providerId()));
    }

    private static boolean isResource(Event event, String wanted) {
        var id = event.resourceId();
        if (id == null) {
            return false;
        }
        return wanted.endsWith("*") ? id.startsWith(wanted.substring(0, wanted.length() - 1)) : id.equals(wanted);
    }

    private static boolean isIn(Event event, String wanted, FactReads facts) {
        return wanted.equals(Environment.of(event, facts));
    }

    private static boolean speaksOf(Event event, String wanted) {
        var lower = wanted.toLowerCase(Locale.ROOT);
        Predicate<@Nullable String> speaks =
                text -> text != null && text.toLowerCase(Locale.ROOT).contains(lower);
        var action = event.action();
        return (event.statement() != null && speaks.test(event.statement().text()))
                || (action != null && speaksOf(action, speaks));
    }

    private static boolean speaksOf(Action action, Predicate<@Nullable String> speaks) {
        return speaks.test(action.summary())
                || (action.error() != null && speaks.test(action.error().message()))
                || (action.arguments() != null && JsonLeaves.anyMatch(action.arguments(), speaks));
    }
}
