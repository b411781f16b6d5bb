package dev.recount.ingest.secret;

/** {@code a1 LOGIN user password} in any letter case, either word quoted or not (RFC 9051, section 6.2.3). */
final class ImapLoginRule implements Rule {
    private static final int TAG_MAX = 8;
    private static final String ENDS_COMMAND = "\r\n\0\"'`";

    @Override
    public void inspect(Scan scan, int start, int end) {
        int tag = Alphabet.ALNUM.runStart(scan.text, start);
        if (tag == start || start - tag > TAG_MAX || noDigit(scan, tag, start)) {
            return;
        }
        int userEnd = wordEnd(scan, end);
        int from = scan.skipBlanks(userEnd);
        int to = wordEnd(scan, from);
        if (userEnd == end || to == from || ENDS_COMMAND.indexOf(scan.charAt(to)) < 0) {
            return;
        }
        boolean quoted = scan.charAt(from) == '"' && scan.charAt(to - 1) == '"' && to - from > 2;
        String password = quoted ? scan.text.substring(from + 1, to - 1) : scan.text.substring(from, to);
        if (quoted ? !SecretValue.isStandIn(password) : PasswordValue.isMixed(password)) {
            int at = quoted ? from + 1 : from;
            scan.add(new Finding(
                    at,
                    at + password.length(),
                    password,
                    SecretKind.PASSWORD,
                    Confidence.MEDIUM,
                    SecretContext.TEXT,
                    "login"));
        }
    }

    /** The end of a string of RFC 9051 in quotes, or of an atom, which ends at a blank. */
    private static int wordEnd(Scan scan, int from) {
        if (scan.charAt(from) == '"') {
            int close = scan.closingQuote('"', from + 1);
            return close < 0 ? from : close + 1;
        }
        int i = from;
        while (scan.charAt(i) != ' ' && ENDS_COMMAND.indexOf(scan.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean noDigit(Scan scan, int from, int to) {
        return scan.text.substring(from, to).chars().noneMatch(c -> c >= '0' && c <= '9');
    }
}
