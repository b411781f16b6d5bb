package dev.recount.ingest.secret;

import java.util.Locale;
import java.util.Set;

/** The pairs of a {@code Cookie} or {@code Set-Cookie} header: those that carry a session are secrets. */
final class CookieRule {
    private static final Set<String> ATTRIBUTES =
            Set.of("path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "version", "comment");

    private CookieRule() {}

    static void inspectPairs(Scan scan, int from, int to, String header) {
        if (from < scan.cookiesEnd) {
            return;
        }
        scan.cookiesEnd = to;
        int i = from;
        while (i < to) {
            int nameStart = scan.skipBlanks(i);
            int pairEnd = pairEnd(scan.text, nameStart, to);
            int equals = Alphabet.DOTTED.runEnd(scan.text, nameStart, 256);
            if (equals > nameStart && equals < pairEnd && scan.charAt(equals) == '=') {
                inspectPair(scan, nameStart, equals, pairEnd, header);
            }
            i = pairEnd + 1;
        }
    }

    private static int pairEnd(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != ';') {
            i++;
        }
        return i;
    }

    private static void inspectPair(Scan scan, int nameStart, int equals, int end, String header) {
        String name = scan.text.substring(nameStart, equals).toLowerCase(Locale.ROOT);
        String value = scan.text.substring(equals + 1, end);
        if (isSecret(name, value) && !ATTRIBUTES.contains(name)) {
            SecretKind kind = JwtRule.isJwt(value) ? SecretKind.JWT : SecretKind.SESSION_COOKIE;
            scan.add(new Finding(equals + 1, end, value, kind, Confidence.MEDIUM, SecretContext.HEADER, header));
        }
    }

    /** Whether a cookie carries a session, by its name or because nothing else is as random. */
    static boolean isSecret(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean session =
                lower.contains("sess") || lower.contains("sid") || lower.contains("auth") || lower.contains("token");
        return (session && value.length() >= 6 && !SecretValue.isStandIn(value) && value.indexOf(' ') < 0)
                || SecretValue.isStronglyRandom(value);
    }
}
