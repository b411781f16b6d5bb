package dev.recount.streams.enrich;

import dev.recount.event.Event;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the place of a thing says about it. */
final class Places {

    private static final String FILE = "file:";
    private static final Table DISPOSABLE = Table.load("disposable-files.yaml");
    private static final Table STORES = Table.load("secret-stores.yaml");

    private Places() {}

    /** Whether {@code id} is a file that tools make again or a temporary one; null for what is no file. */
    static @Nullable Boolean isDisposable(String id) {
        return id.startsWith(FILE) ? DISPOSABLE.has(id.substring(FILE.length()) + "/") : null;
    }

    /** Whether {@code id} lies below the working folder that the sensor told; null when that is not known. */
    static @Nullable Boolean isInWorkspace(String id, Event event) {
        var folder = event.labels().get("cwd");
        if (folder == null || !id.startsWith(FILE)) {
            return null;
        }
        return id.startsWith(FILE + folder + "/") || (!id.startsWith(FILE + "/") && !id.startsWith(FILE + "~"));
    }

    /** The kind of secret store that an operation reads. */
    static Optional<String> store(@Nullable String operation, @Nullable String resource) {
        var text = (operation + " " + resource).toLowerCase(Locale.ROOT);
        return STORES.find(text).map(row -> row.get("store"));
    }
}
