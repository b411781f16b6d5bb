package dev.recount.ingest.secret;

/** A redaction marker: what stands in it was redacted already. Its form is exact, so that no secret can hide in it. */
final class MarkerRule implements Rule {
    private static final String BEGINNING = "[REDACTED:";
    private static final int KIND_MAX = 40;
    private static final int SHORT_FORM = 8;

    static String marker(SecretKind kind, Fingerprint fingerprint) {
        return BEGINNING + kind.wire() + ":" + fingerprint.shortForm() + "]";
    }

    @Override
    public void inspect(Scan scan, int start, int end) {
        int close = closeOf(scan, start);
        if (close > 0) {
            scan.quietUntil = close + 1;
        }
    }

    /** Whether a text is one marker and nothing else. */
    static boolean isMarker(String text) {
        return closeOf(new Scan(text), 0) == text.length() - 1;
    }

    /** Where the marker that begins at a position closes, or -1. */
    private static int closeOf(Scan scan, int start) {
        int kind = start + BEGINNING.length();
        int i = kind;
        while (i < scan.text.length() && i - kind < KIND_MAX && isKind(scan.text.charAt(i))) {
            i++;
        }
        int close = i + 1 + SHORT_FORM;
        boolean marker = scan.text.startsWith(BEGINNING, start)
                && scan.charAt(i) == ':'
                && Alphabet.LOWER_HEX.runEnd(scan.text, i + 1, SHORT_FORM) == close
                && scan.charAt(close) == ']';
        return marker ? close : -1;
    }

    private static boolean isKind(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }
}
