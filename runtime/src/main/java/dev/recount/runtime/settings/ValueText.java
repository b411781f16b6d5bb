package dev.recount.runtime.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a value is read; every method throws {@link IllegalArgumentException} for what it cannot read. */
final class ValueText {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB)?");
    private static final Map<String, Long> UNIT_MS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> UNIT_BYTES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private ValueText() {}

    static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    static Integer within(String text, int least, int most) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException("out of range");
        }
        return value;
    }

    static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a flag");
        };
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            return Duration.ofMillis(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(UNIT_MS, matcher)));
        }
        try {
            Duration value = Duration.parse(text);
            if (!value.isNegative()) {
                return value;
            }
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("negative");
    }

    static Long bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size");
        }
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(UNIT_BYTES, matcher));
    }

    private static long unit(Map<String, Long> units, Matcher matcher) {
        return units.getOrDefault(String.valueOf(matcher.group(2)), 1L);
    }

    static List<Path> paths(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(ValueText::notBlank)
                .map(Path::of)
                .toList();
    }

    static List<HostPort> hostPorts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(HostPort::parse)
                .toList();
    }

    static URI httpUri(String text) {
        URI uri = URI.create(text);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("not an address on the web");
        }
        return uri;
    }

    static <E extends Enum<E>> E choice(Class<E> choices, String text) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(constant -> Key.choiceText(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a choice"));
    }
}
