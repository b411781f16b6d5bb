package dev.recount.ingest.secret;

import java.util.Locale;

/** {@code scheme://user:password@host}: the password, or a lone user that is a token. */
final class UrlRule implements Rule {
    private static final int AUTHORITY_MAX = 512;
    private static final String STOPS = " \t\r\n\"'<>`\\|";

    @Override
    public void inspect(Scan scan, int start, int end) {
        boolean web = scan.text.regionMatches(true, start - 4, "http", 0, 4)
                || scan.text.regionMatches(true, start - 5, "https", 0, 5);
        int at = lastAt(scan.text, end, web);
        if (at < 0) {
            return;
        }
        int userEnd = scan.text.startsWith("[REDACTED:", end) ? Math.max(end, scan.text.indexOf(']', end)) : end;
        int colon = scan.text.indexOf(':', userEnd);
        if (colon >= 0 && colon < at) {
            addPassword(scan, colon + 1, at);
        } else {
            addUser(scan, end, at);
        }
    }

    /** The sign that ends the user information; a password of a database URL may contain a slash or another such sign. */
    private static int lastAt(String text, int from, boolean web) {
        int at = -1;
        boolean pastColon = false;
        boolean pastSlash = false;
        int stop = Math.min(text.length(), from + AUTHORITY_MAX);
        for (int i = from; i < stop && STOPS.indexOf(text.charAt(i)) < 0; i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                if (web || at >= 0 || !pastColon || c != '/') {
                    break;
                }
                pastSlash = true;
            }
            pastColon |= c == ':';
            if (c == '@') {
                at = i;
            }
        }
        boolean port = pastSlash && at > 0 && Alphabet.DIGITS.has(text.charAt(text.indexOf(':', from) + 1));
        return port ? -1 : at;
    }

    private static void addPassword(Scan scan, int start, int end) {
        String password = scan.text.substring(start, end);
        boolean standIn = password.length() > 2
                && SecretValue.isStandIn(password)
                && !password.startsWith("/")
                && !isPlainWord(password);
        if (password.isEmpty() || standIn) {
            return;
        }
        SecretKind form = TokenShapes.kindOf(password);
        scan.add(new Finding(
                start,
                end,
                password,
                form == null ? SecretKind.CONNECTION_STRING_PASSWORD : form,
                Confidence.HIGH,
                SecretContext.URL,
                null));
    }

    /** {@code postgres://app:secret@db} has a password that is called secret. */
    private static boolean isPlainWord(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return lower.equals("secret")
                || lower.equals("password")
                || lower.equals("example")
                || lower.equals("changeme");
    }

    private static void addUser(Scan scan, int start, int end) {
        String user = scan.text.substring(start, end);
        boolean sentry = scan.text.regionMatches(true, end + 1, "sentry", 0, 6)
                || scan.text
                        .substring(end, Math.min(scan.text.length(), end + 40))
                        .contains(".sentry.io");
        if (!sentry && SecretValue.isStronglyRandom(user)) {
            SecretKind form = TokenShapes.kindOf(user);
            SecretKind kind = form == null ? SecretKind.TOKEN : form;
            scan.add(new Finding(start, end, user, kind, Confidence.MEDIUM, SecretContext.URL, null));
        }
    }
}
