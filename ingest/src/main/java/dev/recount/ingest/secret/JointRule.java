package dev.recount.ingest.secret;

/** Two quoted pieces of one word side by side, {@code "ghp_""abc"} or {@code 'ghp_' + 'abc'}. */
final class JointRule implements Rule {
    private static final int GAP_MAX = 4;

    @Override
    public void inspect(Scan scan, int start, int end) {
        scan.jointed |= jointEnd(scan.text, start) > 0;
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    /** The position after the joint whose closing quote stands at {@code quote}, or -1. */
    static int jointEnd(String text, int quote) {
        if (quote == 0 || !Alphabet.TOKEN.has(text.charAt(quote - 1))) {
            return -1;
        }
        int i = quote + 1;
        while (i < text.length() && i <= quote + GAP_MAX && " +.".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        boolean plain = i == quote + 1 || text.substring(quote + 1, i).strip().length() == 1;
        boolean opens = i + 1 < text.length() && isQuote(text.charAt(i));
        return plain && opens && Alphabet.TOKEN.has(text.charAt(i + 1)) ? i + 1 : -1;
    }
}
