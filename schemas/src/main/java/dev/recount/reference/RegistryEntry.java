package dev.recount.reference;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A registry entry with its whole history.
 *
 * @param kind one of {@link RegistryKind}'s words
 * @param id the entry's id or glob
 * @param versions in the order they were entered
 */
public record RegistryEntry(String kind, String id, List<RegistryVersion> versions) {
    public RegistryEntry {
        versions = List.copyOf(versions);
    }

    /** The topic key, {@code kind/id}. */
    public String key() {
        return kind + "/" + id;
    }

    /** The entry as it was known at {@code moment}: without the versions that were entered later. */
    public RegistryEntry enteredBy(Instant moment) {
        return new RegistryEntry(
                kind,
                id,
                versions.stream()
                        .filter(version -> !version.enteredAt().isAfter(moment))
                        .toList());
    }

    /**
     * What was true at {@code at} by all that is known now: among the versions that speak about that moment the one
     * entered last; empty when none does or when that one withdraws the entry.
     */
    public Optional<RegistryVersion> asOf(Instant at) {
        return versions.stream()
                .filter(version -> version.covers(at))
                .max(Comparator.comparing(RegistryVersion::enteredAt).thenComparing(RegistryVersion::eventId))
                .filter(version -> !version.withdrawn());
    }
}
