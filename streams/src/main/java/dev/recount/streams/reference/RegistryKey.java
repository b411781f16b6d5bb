package dev.recount.streams.reference;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.reference.RegistryKind;
import java.util.Optional;

/**
 * Names one registry entry.
 *
 * @param kind one of {@link RegistryKind}'s words
 * @param id the entry's id or glob
 */
public record RegistryKey(String kind, String id) {

    /** The entry that {@code event} says something about, if it speaks of reference data at all. */
    public static Optional<RegistryKey> of(Event event) {
        var reference = event.reference();
        if (reference != null) {
            return reference.kind() == null || reference.id() == null
                    ? Optional.empty()
                    : Optional.of(new RegistryKey(reference.kind(), reference.id()));
        }
        if (event.type() == EventType.APPROVAL) {
            var approval = event.approval();
            return approval == null || approval.id() == null
                    ? Optional.empty()
                    : Optional.of(new RegistryKey(RegistryKind.APPROVALS.wire(), approval.id()));
        }
        if (event.phase() == Phase.FREEZE_STARTED || event.phase() == Phase.FREEZE_ENDED) {
            return Optional.of(new RegistryKey(RegistryKind.FREEZES.wire(), "control:" + frozen(event)));
        }
        return Optional.empty();
    }

    /** The environment a freeze is about; every environment when it names none. */
    static String frozen(Event event) {
        var resource = event.resource();
        return resource == null || resource.environment() == null ? "*" : resource.environment();
    }

    /** The topic key, {@code kind/id}. */
    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
