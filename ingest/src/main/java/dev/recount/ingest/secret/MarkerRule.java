package dev.recount.ingest.secret;

/** A redaction marker: what stands in it was redacted already. Its form is exact, so that no secret can hide in it. */
final class MarkerRule implements Rule {
    private static final int KIND_MAX = 40;
    private static final int SHORT_FORM = 8;

    static String marker(SecretKind kind, Fingerprint fingerprint) {
        return "[REDACTED:" + kind.wire() + ":" + fingerprint.shortForm() + "]";
    }

    @Override
    public void inspect(Scan scan, int start, int end) {
        int i = end;
        while (i < scan.text.length() && i - end < KIND_MAX && isKind(scan.text.charAt(i))) {
            i++;
        }
        int close = i + 1 + SHORT_FORM;
        if (scan.text.startsWith("[REDACTED:", start)
                && scan.charAt(i) == ':'
                && Alphabet.LOWER_HEX.runEnd(scan.text, i + 1, SHORT_FORM) == close
                && scan.charAt(close) == ']') {
            scan.quietUntil = close + 1;
        }
    }

    private static boolean isKind(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }
}
