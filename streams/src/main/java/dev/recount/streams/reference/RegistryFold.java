package dev.recount.streams.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Json;
import dev.recount.event.Phase;
import dev.recount.event.Reference;
import dev.recount.reference.ApprovalEntry;
import dev.recount.reference.FreezeEntry;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds the set of events about one entry into the entry: the same set in any order gives the same entry. */
public final class RegistryFold {

    private static final RecordJson<ApprovalEntry> APPROVALS = RecordJson.of(ApprovalEntry.class);
    private static final RecordJson<FreezeEntry> FREEZES = RecordJson.of(FreezeEntry.class);
    /** Of what is said of the same moment, what was said last stands. */
    private static final Comparator<Event> BY_TIME = Comparator.comparing(RegistryFold::occurredAt)
            .thenComparing(RegistryFold::recordedAt)
            .thenComparing(RegistryFold::id);

    private RegistryFold() {}

    /** The entry {@code key} with its history, from every event about it that is known. */
    public static RegistryEntry entry(RegistryKey key, Collection<Event> events) {
        var ordered = events.stream().sorted(BY_TIME).toList();
        List<RegistryVersion> versions = new ArrayList<>();
        List<Event> approvals = new ArrayList<>();
        List<Event> freezes = new ArrayList<>();
        for (Event event : ordered) {
            if (event.reference() != null) {
                versions.add(version(event, event.reference()));
            } else if (event.type() == EventType.APPROVAL) {
                approvals.add(event);
            } else {
                freezes.add(event);
            }
        }
        approvals(approvals, versions);
        freezes(freezes, versions);
        versions.sort(Comparator.comparing(RegistryVersion::enteredAt).thenComparing(RegistryVersion::eventId));
        return new RegistryEntry(key.kind(), key.id(), versions);
    }

    private static RegistryVersion version(Event event, Reference reference) {
        return new RegistryVersion(
                reference.validFrom(),
                reference.validTo(),
                recordedAt(event),
                id(event),
                Boolean.TRUE.equals(reference.withdrawn()),
                reference.body());
    }

    /** A freeze ordered by a control event holds until the next is ordered or ended; its end withdraws it. */
    private static void freezes(List<Event> ordered, List<RegistryVersion> versions) {
        for (int i = 0; i < ordered.size(); i++) {
            var event = ordered.get(i);
            var environment = RegistryKey.frozen(event);
            var body = new FreezeEntry(environment.equals("*") ? null : environment, null, null, List.of());
            boolean ended = event.phase() == Phase.FREEZE_ENDED;
            versions.add(new RegistryVersion(
                    occurredAt(event),
                    nextAfter(ordered, i),
                    recordedAt(event),
                    id(event),
                    ended,
                    ended ? null : json(FREEZES, body)));
        }
    }

    /** Each event of an approval makes the version that holds until the next: what was decided by then, all told. */
    private static void approvals(List<Event> ordered, List<RegistryVersion> versions) {
        var known = new ApprovalEntry(null, null, null, List.of(), null, null, null, null, null, null);
        for (int i = 0; i < ordered.size(); i++) {
            var event = ordered.get(i);
            known = ApprovalHistory.after(known, event);
            versions.add(new RegistryVersion(
                    occurredAt(event),
                    nextAfter(ordered, i),
                    recordedAt(event),
                    id(event),
                    false,
                    json(APPROVALS, known)));
        }
    }

    private static @Nullable Instant nextAfter(List<Event> ordered, int i) {
        return i + 1 < ordered.size() ? occurredAt(ordered.get(i + 1)) : null;
    }

    private static <T extends Record> Json json(RecordJson<T> form, T body) {
        return new Json(new String(form.canonical(body), UTF_8));
    }

    private static Instant occurredAt(Event event) {
        return requireNonNull(event.occurredAt(), "occurredAt");
    }

    private static Instant recordedAt(Event event) {
        return requireNonNull(event.recordedAt(), "recordedAt");
    }

    private static String id(Event event) {
        return requireNonNull(event.id(), "id");
    }
}
