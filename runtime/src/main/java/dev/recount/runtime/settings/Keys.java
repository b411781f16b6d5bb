package dev.recount.runtime.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set of keys in the order they were declared, no two of which could be mistaken for each other in any source. */
public final class Keys {

    private final Map<String, Key<?>> byName;

    private Keys(Map<String, Key<?>> byName) {
        this.byName = byName;
    }

    public static Keys of(Key<?>... keys) {
        return of(List.of(keys));
    }

    /**
     * A set of keys.
     *
     * @throws IllegalArgumentException if two keys share a name or a name in the environment
     */
    public static Keys of(Collection<Key<?>> keys) {
        Map<String, Key<?>> byName = new LinkedHashMap<>();
        Map<String, Key<?>> byVariable = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            byName.put(key.name(), key);
            Key<?> other = byVariable.put(Spelling.ENVIRONMENT.of(key.name()), key);
            if (other != null) {
                throw new IllegalArgumentException(key.name() + " and " + other.name() + " are one variable");
            }
        }
        return new Keys(byName);
    }

    /** These keys and those; a key declared in both must be the same object. */
    public Keys and(Keys others) {
        List<Key<?>> all = new ArrayList<>(byName.values());
        for (Key<?> key : others.all()) {
            if (!key.equals(byName.get(key.name()))) {
                all.add(key);
            }
        }
        return of(all);
    }

    public Collection<Key<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    Optional<Key<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The keys as a Markdown table, for the README. */
    public String toMarkdown() {
        StringBuilder table =
                new StringBuilder("| key | environment | value | default | meaning |\n|---|---|---|---|---|\n");
        for (Key<?> key : byName.values()) {
            String standing = key.required() ? "*required*" : key.defaultText() == null ? "" : code(key.defaultText());
            table.append("| %s | %s | %s | %s | %s |%n"
                    .formatted(
                            code(key.name()),
                            code(Spelling.ENVIRONMENT.of(key.name())) + (key.secret() ? " or `…_FILE`" : ""),
                            key.expected(),
                            standing,
                            key.description()));
        }
        return table.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
