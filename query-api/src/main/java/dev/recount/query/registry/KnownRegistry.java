package dev.recount.query.registry;

import dev.recount.reference.RegistryEntry;
import dev.recount.reference.RegistryKind;
import dev.recount.streams.reference.ReferenceBook;
import java.time.Instant;
import java.util.List;

/** What the registry said at some moment, as detection would have read it. */
public final class KnownRegistry {

    private static final int TOGETHER = 1_000;

    private KnownRegistry() {}

    /** All entries of {@code kind}, with the versions that had been entered by {@code asOf}. */
    public static ReferenceBook of(RegistryReads registry, RegistryKind kind, Instant asOf) {
        var book = new ReferenceBook();
        List<RegistryEntry> some;
        String last = null;
        do {
            some = registry.entries(kind.wire(), last, TOGETHER);
            for (RegistryEntry entry : some) {
                book.apply(entry.enteredBy(asOf));
                last = entry.id();
            }
        } while (some.size() == TOGETHER);
        return book;
    }
}
