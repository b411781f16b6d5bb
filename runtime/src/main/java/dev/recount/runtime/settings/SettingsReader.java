package dev.recount.runtime.settings;

import dev.recount.runtime.settings.SettingsSource.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one process out of several sources, the strongest source first. A name that no key of the product
 * has is a problem wherever it stands; so is a value that its key cannot read. All problems are reported together.
 */
public final class SettingsReader {

    private final Keys recognised;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Raw> found = new HashMap<>();

    private SettingsReader(Keys recognised) {
        this.recognised = recognised;
    }

    /**
     * Reads the keys a process uses.
     *
     * @param recognised every key of the product: their presence is no mistake, even where this process ignores them
     * @param used the keys this process reads
     * @param sources in order of precedence, the strongest first
     * @throws SettingsException with every problem found
     */
    public static Settings read(Keys recognised, Keys used, List<SettingsSource> sources) {
        SettingsReader reader = new SettingsReader(recognised.and(used));
        sources.forEach(reader::collect);
        Settings settings = reader.typed(used);
        if (!reader.problems.isEmpty()) {
            throw new SettingsException(reader.problems);
        }
        return settings;
    }

    private void collect(SettingsSource source) {
        problems.addAll(source.problems());
        Map<String, String> keyOf = new LinkedHashMap<>();
        for (Key<?> key : recognised.all()) {
            keyOf.put(source.spelling().of(key.name()), key.name());
            if (key.secret()) {
                keyOf.put(source.spelling().of(key.name() + "-file"), key.name());
            }
        }
        Map<String, Raw> here = new HashMap<>();
        source.values().forEach((name, raw) -> {
            String key = keyOf.get(name);
            if (key == null) {
                problems.add(raw.place() + ": no such setting" + NearestName.hint(keyOf.keySet(), name));
                return;
            }
            boolean file = !name.equals(source.spelling().of(key));
            contents(raw, file).ifPresent(value -> {
                Raw other = here.put(key, value);
                if (other != null) {
                    problems.add(raw.place() + ": is given twice, also as " + other.place());
                }
            });
        });
        here.forEach(found::putIfAbsent);
    }

    private Optional<Raw> contents(Raw raw, boolean file) {
        if (!file) {
            return Optional.of(raw);
        }
        try {
            return Optional.of(new Raw(Files.readString(Path.of(raw.text())).strip(), raw.place()));
        } catch (IOException | RuntimeException e) {
            problems.add(raw.place() + ": the file " + raw.text() + " cannot be read");
            return Optional.empty();
        }
    }

    private Settings typed(Keys used) {
        Map<Key<?>, Object> values = new LinkedHashMap<>();
        List<Settings.Effective> effective = new ArrayList<>();
        for (Key<?> key : used.all()) {
            Raw raw = found.get(key.name());
            String text = raw == null ? key.defaultText() : raw.text();
            String origin = raw == null ? "default" : raw.place();
            Object value = text == null ? null : parsed(key, text, origin);
            if (value != null) {
                values.put(key, value);
            } else if (text == null && key.required()) {
                problems.add(key.name() + ": is required (set " + Spelling.FLAG.of(key.name()) + " or "
                        + Spelling.ENVIRONMENT.of(key.name()) + " to " + key.expected() + ")");
            }
            String shown = text == null ? "" : key.secret() ? Secret.HIDDEN : text;
            effective.add(new Settings.Effective(key.name(), shown, origin));
        }
        return new Settings(values, List.copyOf(effective));
    }

    private @Nullable Object parsed(Key<?> key, String text, String origin) {
        try {
            return key.parser().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            String shown = key.secret() ? "" : " " + text;
            problems.add(origin + ":" + shown + " (expected: " + key.expected() + ")");
            return null;
        }
    }
}
