package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of a fixed number of fields whose last one is a secret. The anchor is the second field with its separators. */
enum LastFieldRule implements Rule {

    /** {@code host:port:database:user:password}, the line of a {@code .pgpass} file (PostgreSQL, "The Password File"). */
    PGPASS(':', 5, SecretKind.PASSWORD) {
        @Override
        boolean fits(List<String> fields) {
            String password = fields.get(4);
            return password.length() > 3 && !SecretValue.isStandIn(password) && !PasswordValue.isCode(password);
        }
    },

    /** {@code domain TRUE path FALSE expiry name value}, separated by tabs: the cookie file of Netscape, curl and wget. */
    COOKIE_FILE('\t', 7, SecretKind.SESSION_COOKIE) {
        @Override
        boolean fits(List<String> fields) {
            return Alphabet.DIGITS.hasAll(fields.get(4)) && CookieRule.isSecret(fields.get(5), fields.get(6));
        }
    };

    private static final int FIELD_MAX = 4096;
    private static final String ENDS = " \t\r\n\"'`";

    private final char separator;
    private final int count;
    private final SecretKind kind;

    LastFieldRule(char separator, int count, SecretKind kind) {
        this.separator = separator;
        this.count = count;
        this.kind = kind;
    }

    abstract boolean fits(List<String> fields);

    @Override
    public void inspect(Scan scan, int start, int end) {
        int from = fieldStart(scan, start);
        List<String> fields = new ArrayList<>(count);
        while (fields.size() < count - 1) {
            int to = fieldEnd(scan, from);
            if (scan.charAt(to) != separator || from == start) {
                return;
            }
            fields.add(scan.text.substring(from, to));
            from = to + 1;
        }
        judge(scan, fields, from, valueEnd(scan, from));
    }

    private void judge(Scan scan, List<String> fields, int from, int to) {
        boolean endsLine = scan.charAt(to) != ' ' && scan.charAt(to) != '\t';
        String secret = scan.text.substring(from, to);
        fields.add(secret);
        if (endsLine && fits(fields) && !scan.isFound(from)) {
            String form = name().toLowerCase(Locale.ROOT);
            scan.add(new Finding(from, to, secret, kind, Confidence.MEDIUM, SecretContext.TEXT, form));
        }
    }

    /** Where the first field begins; the anchor itself when what stands before it is not the first. */
    private int fieldStart(Scan scan, int anchor) {
        int i = anchor;
        while (i > 0 && i > anchor - FIELD_MAX && !endsField(scan.charAt(i - 1))) {
            i--;
        }
        return separator == ':' && scan.charAt(i - 1) == ':' ? anchor : i;
    }

    private int fieldEnd(Scan scan, int from) {
        int i = from;
        while (i < scan.text.length() && i < from + FIELD_MAX && !endsField(scan.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int valueEnd(Scan scan, int from) {
        int i = from;
        while (i < scan.text.length() && i < from + FIELD_MAX && !endsValue(scan.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean endsField(char c) {
        return c == separator || endsValue(c);
    }

    private static boolean endsValue(char c) {
        return ENDS.indexOf(c) >= 0;
    }
}
