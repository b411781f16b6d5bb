package dev.recount.runtime.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query parameters of one request, read as the types a handler wants; what cannot be read is a 400 that says why. */
public final class QueryValues {

    private final Map<String, List<String>> given;

    QueryValues(Map<String, List<String>> given) {
        this.given = given;
    }

    private static final int YEAR_MAX = 9_999;

    /** The text of a parameter. */
    public Optional<String> text(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of a repeatable parameter, in the order given. */
    public List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    /** An RFC 3339 time; any offset is accepted. */
    public Optional<Instant> time(String name) {
        return text(name).map(value -> {
            try {
                var time = OffsetDateTime.parse(value);
                if (time.getYear() >= 0 && time.getYear() <= YEAR_MAX) {
                    return time.toInstant();
                }
            } catch (DateTimeParseException e) {
                throw notATime(name, value);
            }
            throw notATime(name, value);
        });
    }

    private static ProblemException notATime(String name, String value) {
        return wrong(name, value, "an RFC 3339 time such as 2026-04-24T16:41:07Z");
    }

    /** A whole number between two bounds, both allowed. */
    public int integer(String name, int least, int most, int absent) {
        return text(name).map(value -> within(name, value, least, most)).orElse(absent);
    }

    private static int within(String name, String value, int least, int most) {
        String expected = least + ".." + most;
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, expected);
        }
        throw wrong(name, value, expected);
    }

    /** One of an enum's constants, written in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        return text(name).map(value -> one(name, value, choices));
    }

    /** Every value of a repeatable parameter, each one of an enum's constants; none where it is left out. */
    public <E extends Enum<E>> Set<E> choices(String name, Class<E> choices) {
        return all(name).stream().map(value -> one(name, value, choices)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends Enum<E>> E one(String name, String value, Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(constant -> spelt(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(name, value, expected(choices)));
    }

    private static <E extends Enum<E>> String expected(Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants()).map(QueryValues::spelt).collect(Collectors.joining(" or "));
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException wrong(String name, String value, String expected) {
        return Problem.BAD_REQUEST.because(
                name + ": " + QueryParams.printable(value) + " (expected: " + expected + ")");
    }
}
