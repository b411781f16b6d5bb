package dev.recount.streams.enrich;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Environments by the words people use for them, and guessed from the names of things. */
final class EnvironmentNames {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("production", "production"),
            Map.entry("prod", "production"),
            Map.entry("prd", "production"),
            Map.entry("live", "production"),
            Map.entry("staging", "staging"),
            Map.entry("stage", "staging"),
            Map.entry("stg", "staging"),
            Map.entry("preview", "preview"),
            Map.entry("development", "development"),
            Map.entry("dev", "development"),
            Map.entry("sandbox", "sandbox"),
            Map.entry("test", "test"),
            Map.entry("testing", "test"),
            Map.entry("qa", "test"));

    private static final Pattern SEPARATORS = Pattern.compile("[^A-Za-z0-9]+");

    private EnvironmentNames() {}

    /** The common word for an environment: {@code prod} is {@code production}; unknown words stay as they are. */
    static @Nullable String canonical(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(lower, lower);
    }

    static List<String> canonical(List<String> names) {
        return names.stream()
                .map(EnvironmentNames::canonical)
                .flatMap(Stream::ofNullable)
                .distinct()
                .sorted()
                .toList();
    }

    /** The environment that a name speaks of, when it speaks of exactly one. */
    static Optional<String> inferred(String name) {
        var spoken = SEPARATORS
                .splitAsStream(name)
                .map(word -> WORDS.get(word.toLowerCase(Locale.ROOT)))
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        return spoken.size() == 1 ? Optional.of(spoken.get(0)) : Optional.empty();
    }
}
