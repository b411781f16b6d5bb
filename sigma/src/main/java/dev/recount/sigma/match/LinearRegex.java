package dev.recount.sigma.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.recount.sigma.rule.Modifier;

/**
 * Regular expressions in the engine that runs in linear time. What it cannot run (back-references, look-around) the
 * specification does not allow either, and it is refused. Counted repetitions are unrolled by the engine, so their product
 * is bounded.
 */
final class LinearRegex {

    private static final int CHARS_MAX = 8192;
    private static final long UNROLLED_MAX = 20_000;

    private LinearRegex() {}

    static Pattern compile(String expression, ItemShape shape) {
        if (expression.length() > CHARS_MAX) {
            throw new ItemException(
                    "a regular expression of " + expression.length() + " characters", "at most " + CHARS_MAX);
        }
        if (unrolled(expression) > UNROLLED_MAX) {
            throw new ItemException(
                    expression, "counted repetitions that unroll to at most " + UNROLLED_MAX + " characters");
        }
        try {
            return Pattern.compile(expression, flags(shape));
        } catch (PatternSyntaxException e) {
            throw new ItemException(
                    expression, "a regular expression without look-around or back-references: " + e.getDescription());
        }
    }

    private static int flags(ItemShape shape) {
        return (shape.has(Modifier.IGNORE_CASE) ? Pattern.CASE_INSENSITIVE : 0)
                | (shape.has(Modifier.MULTILINE) ? Pattern.MULTILINE : 0)
                | (shape.has(Modifier.DOT_ALL) ? Pattern.DOTALL : 0);
    }

    /** An upper estimate of the size after unrolling: the length of each group times its counted repetition. */
    private static long unrolled(String expression) {
        long[] sizes = new long[expression.length() + 1];
        int depth = 0;
        long last = 0;
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
                last = inClass ? last : 1;
                sizes[depth] += inClass ? 0 : 1;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '(') {
                sizes[++depth] = 0;
            } else if (c == ')' && depth > 0) {
                last = sizes[depth--] + 1;
                sizes[depth] = Math.min(UNROLLED_MAX * 2, sizes[depth] + last);
            } else if (c == '{') {
                long times = repetitions(expression, i);
                sizes[depth] = Math.min(UNROLLED_MAX * 2, sizes[depth] + last * Math.max(0, times - 1));
                last = Math.min(UNROLLED_MAX * 2, last * Math.max(1, times));
            } else {
                inClass = c == '[';
                last = 1;
                sizes[depth]++;
            }
        }
        long total = 0;
        for (int i = 0; i <= depth; i++) {
            total += sizes[i];
        }
        return total;
    }

    private static long repetitions(String expression, int brace) {
        long most = 0;
        long number = 0;
        for (int i = brace + 1; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(UNROLLED_MAX, number * 10 + (c - '0'));
                most = Math.max(most, number);
            } else if (c == ',') {
                number = 0;
            } else {
                return c == '}' ? most : 1;
            }
        }
        return 1;
    }
}
