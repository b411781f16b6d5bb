package dev.recount.runtime.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set: its name, how its text becomes a value, and what holds when nobody sets it.
 *
 * @param name lower case words joined by {@code -} and {@code .}, as it stands in a file, e.g. {@code ingest.queue-size}
 * @param expected what a correct text looks like, for messages and the table
 * @param description one sentence for the table
 * @param defaultText used when no source has the key; null if it then stays absent
 * @param required absence is a problem
 * @param secret the text is never shown, and may be given as a file with {@code -file} added to the name
 * @param parser throws {@link IllegalArgumentException} for a text it cannot read; its message is not shown
 */
public record Key<T>(
        String name,
        String expected,
        String description,
        @Nullable String defaultText,
        boolean required,
        boolean secret,
        Function<String, T> parser) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");

    public Key {
        Objects.requireNonNull(parser, "parser");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name: " + name + " (expected: lower case words joined by . or -)");
        }
        if (defaultText != null) {
            var unused = parser.apply(defaultText);
        }
    }

    private static <T> Key<T> of(String name, String expected, String description, Function<String, T> parser) {
        return new Key<>(name, expected, description, null, false, false, parser);
    }

    public static Key<String> text(String name, String description) {
        return of(name, "text", description, ValueText::notBlank);
    }

    public static Key<Secret> secret(String name, String description) {
        return new Key<>(name, "text", description, null, false, true, Secret::of);
    }

    public static Key<Integer> integer(String name, int least, int most, String description) {
        return of(name, "a number " + least + ".." + most, description, text -> ValueText.within(text, least, most));
    }

    public static Key<Boolean> flag(String name, String description) {
        return of(name, "true or false", description, ValueText::flag);
    }

    /** A length of time such as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d}, or ISO 8601. */
    public static Key<Duration> duration(String name, String description) {
        return of(name, "a duration such as 250ms, 5s, 2m, 1h or 30d", description, ValueText::duration);
    }

    /** A number of bytes such as {@code 4096}, {@code 64KiB}, {@code 10MiB}, {@code 1GiB}. */
    public static Key<Long> bytes(String name, String description) {
        return of(name, "a size such as 64KiB, 10MiB or 1GiB", description, ValueText::bytes);
    }

    public static Key<Path> path(String name, String description) {
        return of(name, "a path", description, text -> Path.of(ValueText.notBlank(text)));
    }

    public static Key<List<Path>> paths(String name, String description) {
        return of(name, "a path, more than one separated by commas", description, ValueText::paths);
    }

    public static Key<HostPort> hostPort(String name, String description) {
        return of(name, "host:port", description, HostPort::parse);
    }

    public static Key<List<HostPort>> hostPorts(String name, String description) {
        return of(name, "host:port, more than one separated by commas", description, ValueText::hostPorts);
    }

    /** An absolute {@code http} or {@code https} address. */
    public static Key<URI> httpUri(String name, String description) {
        return of(name, "an http or https URL", description, ValueText::httpUri);
    }

    /** One of an enum's constants, written in lower case with {@code -}. */
    public static <E extends Enum<E>> Key<E> choice(String name, Class<E> choices, String description) {
        String expected =
                Arrays.stream(choices.getEnumConstants()).map(Key::choiceText).collect(Collectors.joining(", "));
        return of(name, "one of " + expected, description, text -> ValueText.choice(choices, text));
    }

    static String choiceText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same key with a default; {@code text} must be readable by the key itself. */
    public Key<T> orElse(String text) {
        return new Key<>(name, expected, description, text, false, secret, parser);
    }

    /** The same key, of which only those values are taken that {@code holds} of; {@code wanted} says which these are. */
    public Key<T> where(String wanted, Predicate<T> holds) {
        Function<String, T> checked = text -> {
            T value = parser.apply(text);
            if (!holds.test(value)) {
                throw new IllegalArgumentException("not " + wanted);
            }
            return value;
        };
        return new Key<>(name, wanted, description, defaultText, required, secret, checked);
    }

    /** The same key, the absence of which is a problem. */
    public Key<T> mandatory() {
        return new Key<>(name, expected, description, null, true, secret, parser);
    }
}
