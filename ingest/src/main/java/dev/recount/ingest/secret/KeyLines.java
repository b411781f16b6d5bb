package dev.recount.ingest.secret;

/**
 * The lines of base64 that a private key is made of, with whatever tools put between them: line ends in any notation,
 * indentation, line numbers, signs of a diff, file names, quotes.
 */
final class KeyLines {
    private static final int LINE_MIN = 16;
    private static final int GAP_MAX = 48;

    private KeyLines() {}

    /** Where the lines that begin at {@code from} end; {@code from} itself when there are none. */
    static int endAfter(String text, int from) {
        int end = from;
        int i = from;
        while (i < text.length() && i - end <= GAP_MAX) {
            int runEnd = Alphabet.BASE64_PADDED.runEnd(text, i);
            if (runEnd > i && (isKeyLine(text, i, runEnd) || (end > from && runEnd == text.length()))) {
                end = runEnd;
            }
            i = Math.max(runEnd, i + 1);
        }
        return end;
    }

    /** Where the lines that end before {@code before} begin; {@code before} itself when there are none. */
    static int startBefore(String text, int before, int floor) {
        int start = before;
        int i = before;
        while (i > floor && start - i <= GAP_MAX) {
            int runStart = Math.max(floor, Alphabet.BASE64_PADDED.runStart(text, i));
            if (isKeyLine(text, runStart, i)) {
                start = runStart;
            }
            i = Math.min(runStart, i - 1);
        }
        return start;
    }

    /** A run that no word is: long, and with small and capital letters and digits. */
    private static boolean isKeyLine(String text, int start, int end) {
        return end - start >= LINE_MIN
                && hasAny(Alphabet.LOWERS, text, start, end)
                && hasAny(Alphabet.UPPERS, text, start, end)
                && hasAny(Alphabet.DIGITS, text, start, end);
    }

    private static boolean hasAny(Alphabet alphabet, String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (alphabet.has(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
