package dev.recount.delivery.paging;

import dev.recount.alert.Incident;
import dev.recount.alert.IncidentStatus;
import dev.recount.delivery.outage.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One incident, one page. The first message goes out at once; what changes within the window after it is counted and told
 * in one message when the window ends. Acknowledgement and end are told at once, for they wake nobody. A worse severity is
 * told at once only where the target updates what it has in place. An incident's revision that is not newer than what was
 * taken in says nothing, which is why a replay is silent.
 */
public final class Paging {

    /** At most one page per incident in so long a time. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private Paging() {}

    /** A page for an incident that the channel has not heard of. */
    public static Page begin(Incident incident, String channel) {
        return Page.begun(incident, channel, "recount/" + incident.id(), null);
    }

    /** A page for an incident that took in another one, which the channel knows: it goes on with that page. */
    public static Page inherit(Incident incident, Page former) {
        return Page.begun(incident, former.channel(), former.key(), former.told());
    }

    /** {@code former} after {@code by} went on with it: nothing is said of it any more. */
    public static Page inherited(Page former, String by) {
        return former.inherited(by);
    }

    /** Takes in a revision of the incident; empty when it says nothing new. */
    public static Optional<Page> accept(Page page, Incident now) {
        var known = page.incident();
        int newer = now.updatedAt().compareTo(known.updatedAt());
        boolean further = now.status().compareTo(known.status()) > 0;
        boolean more =
                now.alerts().size() > known.alerts().size() || now.severity().compareTo(known.severity()) > 0;
        if (newer < 0 || (newer == 0 && !further && !more) || Cut.of(now).equals(known)) {
            return Optional.empty();
        }
        return Optional.of(page.taking(now));
    }

    /**
     * What to do about a page.
     *
     * @param inPlace whether the target changes what it shows for the key instead of waking somebody again
     * @param openAt when the channel may be paged: {@code now}, or the end of quiet hours
     */
    public static Step next(Page page, Instant now, boolean inPlace, Instant openAt) {
        var waiting = page.pending();
        if (waiting != null) {
            return Overtaken.by(page, waiting, now)
                    .<Step>map(Step.Say::new)
                    .orElseGet(() -> new Step.Wait(waiting.dueAt()));
        }
        if (page.inheritedBy() != null || page.about() != null) {
            return new Step.Rest();
        }
        var told = page.told();
        return told == null ? first(page, now, openAt) : after(page, told, now, inPlace, openAt);
    }

    private static Step first(Page page, Instant now, Instant openAt) {
        if (isOver(page.incident().status())) {
            return new Step.Rest();
        }
        return openAt.isAfter(now) ? new Step.Wait(openAt) : say(page, MessageType.INCIDENT_OPENED, now, true);
    }

    private static Step after(Page page, Told told, Instant now, boolean inPlace, Instant openAt) {
        var status = page.incident().status();
        if (isOver(status)) {
            return isOver(told.status()) ? new Step.Rest() : say(page, MessageType.INCIDENT_RESOLVED, now, false);
        }
        if (status == IncidentStatus.ACKNOWLEDGED && told.status() == IncidentStatus.OPEN) {
            return say(page, MessageType.INCIDENT_ACKNOWLEDGED, now, false);
        }
        boolean worse = page.incident().severity().compareTo(told.severity()) > 0;
        if (worse && inPlace && !isOver(told.status())) {
            return say(page, MessageType.INCIDENT_UPDATED, now, false);
        }
        boolean again = isOver(told.status());
        boolean untold = page.folded() > 0 && (status == IncidentStatus.OPEN || worse);
        return again || untold ? page(page, told, again, now, openAt) : new Step.Rest();
    }

    private static Step page(Page page, Told told, boolean again, Instant now, Instant openAt) {
        var windowEnd = told.pagedAt().plus(WINDOW);
        var at = windowEnd.isAfter(openAt) ? windowEnd : openAt;
        if (at.isAfter(now)) {
            return new Step.Wait(at);
        }
        return say(page, again ? MessageType.INCIDENT_OPENED : MessageType.INCIDENT_UPDATED, now, true);
    }

    private static boolean isOver(IncidentStatus status) {
        return status.compareTo(IncidentStatus.RESOLVED) >= 0;
    }

    private static Step.Say say(Page page, MessageType type, Instant now, boolean wakes) {
        var incident = page.incident();
        var before = page.told();
        var pagedAt = wakes || before == null ? now : before.pagedAt();
        var told = new Told(incident.status(), incident.severity(), pagedAt);
        if (!Outage.isOne(incident)) {
            return new Step.Say(page.saying(message(page, type, now, wakes, null), told));
        }
        var shown = incident.status() == IncidentStatus.OPEN ? MessageType.DELIVERY_FAILED : type;
        return new Step.Say(page.saying(message(page, shown, now, wakes && Outage.wakes(incident), null), told));
    }

    private static Pending message(Page page, MessageType type, Instant now, boolean wakes, @Nullable String failure) {
        var id = MessageId.of(page.id(), page.sequence() + 1);
        return new Pending(id, type, page.incident(), now, now, 0, page.folded(), wakes, failure);
    }

    /** Says it again: what is untold, or else the last message once more under its own id. */
    public static Page resend(Page page, Instant now) {
        if (page.pending() != null) {
            var waiting = page.pending();
            return page.repeating(new Pending(
                    waiting.messageId(),
                    waiting.type(),
                    waiting.incident(),
                    waiting.createdAt(),
                    now,
                    0,
                    waiting.folded(),
                    waiting.page(),
                    waiting.failure()));
        }
        if (page.folded() > 0 || page.attempts().isEmpty()) {
            var type = page.told() == null ? MessageType.INCIDENT_OPENED : MessageType.INCIDENT_UPDATED;
            return say(page, type, now, true).page();
        }
        var last = page.attempts().get(page.attempts().size() - 1);
        return page.repeating(
                new Pending(last.messageId(), last.type(), page.incident(), now, now, 0, 0, wakes(last.type()), null));
    }

    private static boolean wakes(MessageType type) {
        return type != MessageType.INCIDENT_ACKNOWLEDGED && type != MessageType.INCIDENT_RESOLVED;
    }

    /** The message on its way is given up without another attempt; the page as it is where there is none. */
    public static Page abandoned(Page page, String why, Instant now) {
        var waiting = page.pending();
        return waiting == null
                ? page
                : page.tried(
                        new Attempt(
                                waiting.messageId(),
                                waiting.type(),
                                now,
                                waiting.attempts() + 1,
                                Attempt.Outcome.FAILED,
                                why),
                        null);
    }

    /** Records an attempt and what is left to do of its message; nothing is, where {@code left} is null. */
    public static Page tried(Page page, Attempt attempt, @Nullable Pending left) {
        return page.tried(attempt, left);
    }

    /**
     * A page on {@code channel} in place of {@code failed}, whose own channel could not be told. It goes on like any other
     * page of the incident: acknowledgement and end are told under its key.
     */
    public static Page instead(Page failed, String channel, String why, Instant now) {
        var page = Page.begun(failed.incident(), channel, failed.key(), null);
        var told = new Told(page.incident().status(), page.incident().severity(), now);
        return page.saying(message(page, MessageType.DELIVERY_FAILED, now, true, why), told);
    }
}
