package dev.recount.sigma.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a timespan: a number and one of s, m, h, d (specification), or w, M, y (pySigma). */
final class Timespans {

    static final String EXPECTED = "a number from 1 and one of s, m, h, d, w, M, y, up to 100 years";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhdwMy])");
    private static final Duration MAX = Duration.ofDays(36_525);
    private static final long MONTH_SECONDS = 2_629_746;
    private static final long YEAR_SECONDS = 31_556_952;

    private Timespans() {}

    static @Nullable Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Duration span = Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unitSeconds(matcher.group(2)));
        return span.isZero() || span.compareTo(MAX) > 0 ? null : span;
    }

    private static long unitSeconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            case "M" -> MONTH_SECONDS;
            default -> YEAR_SECONDS;
        };
    }
}
