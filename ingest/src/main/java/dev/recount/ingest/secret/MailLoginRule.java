package dev.recount.ingest.secret;

/**
 * What a mail client sends in base64 to log in: {@code AUTH PLAIN} with its one response, or the answer to the server's
 * question {@code Password:} (RFC 4616 and 4954).
 *
 * @param nextLine whether the response stands on the line below the anchor
 */
record MailLoginRule(boolean nextLine) implements Rule {
    private static final int LINE_MAX = 200;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int from = nextLine ? lastWordOfNextLine(scan, end) : end;
        int to = from < 0 ? -1 : Alphabet.BASE64_PADDED.runEnd(scan.text, from, LINE_MAX);
        if (to - from < 4) {
            return;
        }
        String response = scan.text.substring(from, to);
        String decoded = Base64Text.decodeLogin(response);
        if (decoded != null && !SecretValue.isStandIn(decoded)) {
            scan.add(new Finding(from, to, decoded, SecretKind.PASSWORD, Confidence.HIGH, SecretContext.TEXT, "auth"));
        }
    }

    /** Transcripts put the side that speaks before what it says: {@code C: …}, {@code > …}. */
    private static int lastWordOfNextLine(Scan scan, int from) {
        int line = scan.lineStop(from, LINE_MAX) + 1;
        int stop = line == 0 ? -1 : scan.lineStop(line, LINE_MAX);
        int i = stop;
        while (i > line && Alphabet.BASE64_PADDED.has(scan.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
