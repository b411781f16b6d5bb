package dev.recount.sigma.match;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values of events as text and as numbers. */
public final class Values {

    private static final double EXACT_IN_DOUBLE = 1L << 53;
    private static final int NUMBER_CHARS_MAX = 64;
    private static final int SCALE_MAX = 1_000;

    private Values() {}

    /** A scalar as text, or null for anything that is not one. A number is written without exponent, unless that is over 1000 digits. */
    public static @Nullable String text(Object value) {
        if (value instanceof String string) {
            return string;
        }
        if (value instanceof CharSequence || value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof Number number ? text(number) : null;
    }

    private static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? new BigDecimal(number.toString()).toPlainString() : number.toString();
        }
        return number instanceof BigDecimal decimal && isWritable(decimal)
                ? decimal.toPlainString()
                : number.toString();
    }

    /** Whether a number can be written without exponent: {@code 1e999999999} would fill the memory. */
    public static boolean isWritable(BigDecimal number) {
        return Math.abs((long) number.scale()) <= SCALE_MAX;
    }

    /** A number, or the number a string writes in JSON's grammar; null otherwise. */
    public static @Nullable Number number(Object value) {
        if (value instanceof Number number) {
            boolean fraction = number instanceof Double || number instanceof Float;
            return fraction && !Double.isFinite(number.doubleValue()) ? null : number;
        }
        return value instanceof CharSequence text ? parse(text.toString()) : null;
    }

    private static @Nullable Number parse(String text) {
        int digits = text.startsWith("-") ? 1 : 0;
        if (text.length() <= digits || text.length() > NUMBER_CHARS_MAX || !isDigit(text.charAt(digits))) {
            return null;
        }
        if (text.charAt(digits) == '0' && text.length() > digits + 1 && isDigit(text.charAt(digits + 1))) {
            return null;
        }
        boolean whole = true;
        for (int i = digits; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                whole = false;
                break;
            }
        }
        return whole && text.length() <= 18 ? (Number) Long.valueOf(text) : decimal(text);
    }

    private static @Nullable Number decimal(String text) {
        char last = text.charAt(text.length() - 1);
        if (!isDigit(last) || text.indexOf(".e") >= 0 || text.indexOf(".E") >= 0) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Compares two finite numbers by value, exactly. */
    public static int compare(Number a, Number b) {
        boolean wholeA = isLong(a);
        boolean wholeB = isLong(b);
        if (wholeA && wholeB) {
            return Long.compare(a.longValue(), b.longValue());
        }
        if (fitsDouble(a, wholeA) && fitsDouble(b, wholeB)) {
            double x = a.doubleValue() + 0.0;
            return Double.compare(x, b.doubleValue() + 0.0);
        }
        return exact(a).compareTo(exact(b));
    }

    private static boolean isLong(Number n) {
        return n instanceof Long || n instanceof Integer || n instanceof Short || n instanceof Byte;
    }

    private static boolean fitsDouble(Number n, boolean whole) {
        return n instanceof Double || n instanceof Float || (whole && Math.abs(n.doubleValue()) < EXACT_IN_DOUBLE);
    }

    /** The number as a decimal, exactly. */
    public static BigDecimal exact(Number n) {
        if (n instanceof BigDecimal decimal) {
            return decimal;
        }
        if (n instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return isLong(n) ? BigDecimal.valueOf(n.longValue()) : new BigDecimal(n.toString());
    }
}
