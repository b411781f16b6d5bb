package dev.recount.streams.enrich;

import dev.recount.streams.reference.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A table of this package's resources: rows with a glob under {@code match}, the first that fits counts. */
final class Table {

    private static final int REMEMBERED_MAX = 4_096;
    private static final int REMEMBERED_CHARS = 64;

    private final List<Map<String, String>> rows;
    private final Map<String, Optional<Map<String, String>>> remembered = new ConcurrentHashMap<>();

    private Table(List<Map<String, String>> rows) {
        this.rows = rows;
    }

    static Table load(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("table " + name + ": not on the class path");
            }
            List<Map<String, String>> rows = new ArrayList<>();
            var settings = LoadSettings.builder().setLabel(name).build();
            if (new Load(settings).loadFromInputStream(in) instanceof List<?> list) {
                list.forEach(row -> rows.add(row(row)));
            }
            return new Table(List.copyOf(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> row(@Nullable Object row) {
        Map<String, String> texts = new java.util.HashMap<>();
        if (row instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return Map.copyOf(texts);
    }

    /** The first row that fits; short texts, such as names of tools, are looked up once. */
    Optional<Map<String, String>> find(String text) {
        if (text.length() > REMEMBERED_CHARS) {
            return search(text);
        }
        var known = remembered.get(text);
        if (known == null) {
            known = search(text);
            if (remembered.size() < REMEMBERED_MAX) {
                remembered.put(text, known);
            }
        }
        return known;
    }

    private Optional<Map<String, String>> search(String text) {
        return rows.stream()
                .filter(row -> Glob.matches(String.valueOf(row.get("match")), text))
                .findFirst();
    }

    /** Whether any row fits. */
    boolean has(String text) {
        return find(text).isPresent();
    }
}
