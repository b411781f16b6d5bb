package dev.recount.streams.enrich;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final int LONGEST_WORD =
            WORDS.keySet().stream().mapToInt(String::length).max().orElseThrow();

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
        String spoken = null;
        for (int start = 0; start < name.length(); start++) {
            int end = endOfWord(name, start);
            var word = end - start > LONGEST_WORD
                    ? null
                    : WORDS.get(name.substring(start, end).toLowerCase(Locale.ROOT));
            if (word != null && spoken != null && !spoken.equals(word)) {
                return Optional.empty();
            }
            spoken = word == null ? spoken : word;
            start = end;
        }
        return Optional.ofNullable(spoken);
    }

    /** Where the letters and digits that begin at {@code start} end. Every event's names pass here, so no pattern is used. */
    private static int endOfWord(String name, int start) {
        int end = start;
        while (end < name.length() && Character.isLetterOrDigit(name.charAt(end))) {
            end++;
        }
        return end;
    }
}
