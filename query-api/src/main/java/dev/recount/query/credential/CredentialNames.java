package dev.recount.query.credential;

import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.query.registry.RegistryReads;
import dev.recount.reference.CredentialEntry;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds all names of a credential: two that an event says together, or that the registry lists together, are of one, and so is
 * what goes together with either.
 */
public final class CredentialNames {

    /** A handle keeps its name when its secret is replaced, and does not have it replaced more often than this. */
    static final int NAMES_MAX = 64;

    private static final String KIND = RegistryKind.CREDENTIALS.wire();
    private static final RecordJson<CredentialEntry> ENTRY = RecordJson.of(CredentialEntry.class);

    private final NameReads names;
    private final RegistryReads registry;

    public CredentialNames(NameReads names, RegistryReads registry) {
        this.names = names;
        this.registry = registry;
    }

    /** What {@code name} is called, by all that was recorded at {@code asOf}; at most {@value #NAMES_MAX}, the nearest. */
    public Names of(String name, Instant asOf) {
        Set<String> found = new LinkedHashSet<>();
        found.add(name);
        var next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (String other : others(next.remove(), asOf)) {
                if (found.size() == NAMES_MAX && !found.contains(other)) {
                    return new Names(List.copyOf(found), true);
                }
                if (found.add(other)) {
                    next.add(other);
                }
            }
        }
        return new Names(List.copyOf(found), false);
    }

    private List<String> others(String name, Instant asOf) {
        long asOfMicros = Micros.of(asOf);
        var said = names.others(List.of(name)).getOrDefault(name, List.of()).stream()
                .filter(other -> other.recordedAtMicros() <= asOfMicros)
                .map(OtherName::name);
        var own = registry.entry(KIND, name).stream();
        var listing = registry.referring(KIND, name).stream();
        return Stream.concat(said, Stream.concat(own, listing).flatMap(entry -> listed(entry, name, asOf)))
                .sorted()
                .toList();
    }

    /** The names in an entry, by those of its versions that had been entered and that name {@code name}. */
    private static Stream<String> listed(RegistryEntry entry, String name, Instant asOf) {
        return entry.versions().stream()
                .filter(version -> !version.enteredAt().isAfter(asOf))
                .flatMap(version -> Stream.ofNullable(version.body()))
                .map(body -> aliases(body.text()))
                .filter(aliases -> entry.id().equals(name) || aliases.contains(name))
                .flatMap(aliases -> Stream.concat(Stream.of(entry.id()), aliases.stream()));
    }

    private static List<String> aliases(String body) {
        try {
            return ENTRY.read(body).aliases();
        } catch (UnreadableRecord unreadable) {
            return List.of();
        }
    }
}
