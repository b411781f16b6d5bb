package dev.recount.streams.reference;

import dev.recount.codec.RecordJson;
import dev.recount.codec.UnreadableRecord;
import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of one kind, by exact id and by glob. One writer at a time; readers need no lock. */
final class Shelf<T extends Record> {

    private static final Comparator<String> MOST_SPECIFIC_FIRST =
            Comparator.comparingInt(Glob::specificity).reversed().thenComparing(Comparator.naturalOrder());

    private final RecordJson<T> form;
    private final Map<String, Filed<T>> exact = new ConcurrentHashMap<>();
    private final NavigableMap<String, Filed<T>> globs = new ConcurrentSkipListMap<>(MOST_SPECIFIC_FIRST);

    Shelf(Class<T> body) {
        this.form = RecordJson.of(body);
    }

    /** An entry with the bodies of its versions, by event id; a body that cannot be read is left out. */
    record Filed<T extends Record>(RegistryEntry entry, Map<String, T> bodies) {

        Optional<Declared<T>> asOf(Instant at) {
            return entry.asOf(at).flatMap(this::declared);
        }

        /** The latest version by the time it speaks of, whatever the moment asked about. */
        Optional<Declared<T>> latest() {
            return entry.versions().stream()
                    .max(Comparator.comparing(
                                    (RegistryVersion v) -> v.validFrom() == null ? Instant.MIN : v.validFrom())
                            .thenComparing(RegistryVersion::enteredAt))
                    .flatMap(this::declared);
        }

        private Optional<Declared<T>> declared(RegistryVersion version) {
            var body = bodies.get(version.eventId());
            return body == null
                    ? Optional.empty()
                    : Optional.of(new Declared<>(entry.id(), body, entry.key() + "@" + version.eventId()));
        }
    }

    /** Files {@code entry} and gives back what stood there. */
    @Nullable
    Filed<T> put(RegistryEntry entry) {
        Map<String, T> bodies = new HashMap<>();
        for (RegistryVersion version : entry.versions()) {
            read(version).ifPresent(body -> bodies.put(version.eventId(), body));
        }
        return side(entry.id()).put(entry.id(), new Filed<>(entry, bodies));
    }

    @Nullable
    Filed<T> remove(String id) {
        return side(id).remove(id);
    }

    @Nullable
    Filed<T> get(String id) {
        return side(id).get(id);
    }

    /** What is declared about {@code id} as of {@code at}: its own entry, else the most specific glob in force. */
    Optional<Declared<T>> find(String id, Instant at) {
        var own = exact.get(id);
        var declared = own == null ? Optional.<Declared<T>>empty() : own.asOf(at);
        if (declared.isPresent()) {
            return declared;
        }
        for (Map.Entry<String, Filed<T>> glob : globs.entrySet()) {
            if (Glob.matches(glob.getKey(), id)) {
                declared = glob.getValue().asOf(at);
                if (declared.isPresent()) {
                    return declared;
                }
            }
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return exact.isEmpty() && globs.isEmpty();
    }

    Stream<Filed<T>> all() {
        return Stream.concat(exact.values().stream(), globs.values().stream());
    }

    private Map<String, Filed<T>> side(String id) {
        return Glob.isGlob(id) ? globs : exact;
    }

    private Optional<T> read(RegistryVersion version) {
        if (version.withdrawn() || version.body() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(version.body().text()));
        } catch (UnreadableRecord unreadable) {
            return Optional.empty();
        }
    }
}
