package dev.recount.ingest.operation;

import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the tables of this package's resources; a mistake in one stops the start, with file, entry and value. */
final class TableFile {
    private TableFile() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> load(String name) {
        String path = "/dev/recount/ingest/operations/" + name + ".yaml";
        try (InputStream in = TableFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("operation table " + path + ": not on the class path");
            }
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().setLabel(path).build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(@Nullable Object value) {
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    static List<String> texts(@Nullable Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        } else if (value != null) {
            texts.add(String.valueOf(value));
        }
        return List.copyOf(texts);
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : String.valueOf(value);
    }

    static Verb verb(@Nullable Object value) {
        return Verb.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT));
    }

    static Reversibility reversibility(@Nullable Object value) {
        return value == null
                ? Reversibility.UNKNOWN
                : Reversibility.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT));
    }
}
