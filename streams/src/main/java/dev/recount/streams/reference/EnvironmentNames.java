package dev.recount.streams.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Environments by the words people use for them, and guessed from the names of things. */
public final class EnvironmentNames {

    public static final String PRODUCTION = "production";

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("production", PRODUCTION),
            Map.entry("prod", PRODUCTION),
            Map.entry("prd", PRODUCTION),
            Map.entry("live", PRODUCTION),
            Map.entry("preprod", "preproduction"),
            Map.entry("preproduction", "preproduction"),
            Map.entry("pre-prod", "preproduction"),
            Map.entry("pre-production", "preproduction"),
            Map.entry("nonprod", "nonproduction"),
            Map.entry("nonproduction", "nonproduction"),
            Map.entry("non-prod", "nonproduction"),
            Map.entry("non-production", "nonproduction"),
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

    /** Words that make the next one another: {@code pre-prod} and {@code non_prod} are no production. */
    private static final Map<String, String> PREFIXES = Map.of("pre", "pre", "non", "non", "not", "non", "no", "non");

    private EnvironmentNames() {}

    /** The common word for an environment: {@code prod} is {@code production}; unknown words stay as they are. */
    public static @Nullable String canonical(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(lower, lower);
    }

    /** The common words for several environments, each once, in order. */
    public static List<String> canonical(List<String> names) {
        return names.stream()
                .map(EnvironmentNames::canonical)
                .flatMap(Stream::ofNullable)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether what is declared of {@code declared}, an environment by any of its words or a glob, holds of {@code environment}. */
    public static boolean covers(@Nullable String declared, String environment) {
        return declared == null || environment.equals(canonical(declared)) || Glob.matches(declared, environment);
    }

    /** The environment that a name speaks of, when it speaks of exactly one. */
    public static Optional<String> inferred(String name) {
        String spoken = null;
        var before = "";
        for (int start = 0; start < name.length(); start++) {
            int end = endOfWord(name, start);
            var word =
                    end - start > LONGEST_WORD ? "" : name.substring(start, end).toLowerCase(Locale.ROOT);
            var meant = WORDS.get(prefix(before, name, start) + word);
            if (meant != null && spoken != null && !spoken.equals(meant)) {
                return Optional.empty();
            }
            spoken = meant == null ? spoken : meant;
            before = word;
            start = end;
        }
        return Optional.ofNullable(spoken);
    }

    /** What the word before, when it is joined by a hyphen or an underscore, makes of the one at {@code start}. */
    private static String prefix(String before, String name, int start) {
        boolean joined = start > 0 && "-_".indexOf(name.charAt(start - 1)) >= 0;
        return joined ? PREFIXES.getOrDefault(before, "") : "";
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
