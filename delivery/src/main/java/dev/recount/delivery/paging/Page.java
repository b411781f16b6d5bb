package dev.recount.delivery.paging;

import dev.recount.alert.Incident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one incident on one channel: one value of {@code recount.deliveries}. A fold over the incident's
 * revisions and the attempts, so that a restart goes on where it stopped.
 *
 * @param incidentId the incident
 * @param channel the channel's name
 * @param revision counts up with each change; the higher one holds
 * @param key deduplication key for targets that have one; kept when an incident takes another in
 * @param anchor the incident's first alert, by which a later incident finds out that this one became part of it
 * @param sequence messages decided so far
 * @param incident as last taken in, cut to what a message holds
 * @param folded changes taken in since the last message
 * @param told what was said last; absent until something was
 * @param pending the message on its way
 * @param attempts the latest attempts, oldest first
 * @param inheritedBy the incident that goes on with this page
 * @param about the channel that could not be told, where this is only a message about that; older versions wrote such pages
 */
public record Page(
        String incidentId,
        String channel,
        long revision,
        String key,
        String anchor,
        long sequence,
        Incident incident,
        long folded,
        @Nullable Told told,
        @Nullable Pending pending,
        List<Attempt> attempts,
        @Nullable String inheritedBy,
        @Nullable String about) {

    private static final int ATTEMPTS_KEPT = 20;

    public Page {
        attempts = List.copyOf(attempts);
    }

    /** A page of which nothing was said yet. */
    static Page begun(Incident incident, String channel, String key, @Nullable Told told) {
        return new Page(
                incident.id(),
                channel,
                1,
                key,
                incident.alerts().isEmpty() ? "" : incident.alerts().get(0),
                0,
                Cut.of(incident),
                told == null ? 0 : 1,
                told,
                null,
                List.of(),
                null,
                null);
    }

    /** Where it lies on the topic, and what names it among all. */
    public String id() {
        return about == null ? incidentId + "/" + channel : incidentId + "/" + channel + "/" + about;
    }

    Page taking(Incident now) {
        return next(sequence, Cut.of(now), folded + 1, told, pending, attempts, inheritedBy);
    }

    Page saying(Pending message, Told what) {
        return next(sequence + 1, incident, 0, what, message, attempts, inheritedBy);
    }

    Page repeating(Pending message) {
        return next(sequence, incident, folded, told, message, attempts, inheritedBy);
    }

    Page tried(Attempt attempt, @Nullable Pending left) {
        var all = new ArrayList<>(attempts);
        all.add(attempt);
        var kept = all.subList(Math.max(0, all.size() - ATTEMPTS_KEPT), all.size());
        return next(sequence, incident, folded, told, left, kept, inheritedBy);
    }

    Page inherited(String by) {
        return next(sequence, incident, folded, told, pending, attempts, by);
    }

    /** The following revision; what identifies the page stays. */
    private Page next(
            long sequence,
            Incident incident,
            long folded,
            @Nullable Told told,
            @Nullable Pending pending,
            List<Attempt> attempts,
            @Nullable String inheritedBy) {
        return new Page(
                incidentId,
                channel,
                revision + 1,
                key,
                anchor,
                sequence,
                incident,
                folded,
                told,
                pending,
                attempts,
                inheritedBy,
                about);
    }

    /** When the message on its way is due; absent when there is none. */
    public @Nullable Instant dueAt() {
        return pending == null ? null : pending.dueAt();
    }
}
