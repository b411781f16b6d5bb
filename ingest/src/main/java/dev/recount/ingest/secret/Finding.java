package dev.recount.ingest.secret;

import org.jspecify.annotations.Nullable;

/**
 * A secret in a text: the range to replace, and the secret itself as a literal. Lives only while one text is scanned.
 *
 * @param start first character of the range to replace
 * @param end the character after it
 */
record Finding(
        int start,
        int end,
        String literal,
        SecretKind kind,
        Confidence confidence,
        SecretContext context,
        @Nullable String name) {

    static Finding known(int start, int end, String literal, SecretKind kind) {
        return new Finding(start, end, literal, kind, Confidence.HIGH, SecretContext.TEXT, null);
    }

    Finding moved(int newStart, int newEnd) {
        return new Finding(newStart, newEnd, literal, kind, confidence, context, name);
    }

    /** The better of two opinions on one secret: the more specific kind, and the place that has a name. */
    Finding mergedWith(Finding other) {
        Finding kinded = kind.isSpecific() || !other.kind.isSpecific() ? this : other;
        Finding placed = name != null || other.name == null ? this : other;
        return new Finding(
                Math.min(start, other.start),
                Math.max(end, other.end),
                kinded.literal,
                kinded.kind,
                confidence.compareTo(other.confidence) >= 0 ? confidence : other.confidence,
                placed.context,
                placed.name);
    }

    @Override
    public String toString() {
        return "Finding[" + start + ".." + end + " " + kind + "]";
    }
}
