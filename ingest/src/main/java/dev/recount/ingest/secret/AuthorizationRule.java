package dev.recount.ingest.secret;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scheme word and credential, {@code Bearer x}, {@code Basic x}, with or without the header's name before it. */
final class AuthorizationRule implements Rule {
    private static final Set<String> SCHEMES = Set.of(
            "bearer",
            "basic",
            "token",
            "apikey",
            "api-key",
            "key",
            "genie key",
            "geniekey",
            "bot",
            "jwt",
            "pat",
            "splunk",
            "ssws",
            "sso-key",
            "oauth",
            "privatetoken");

    private static final int LOOKED_AT = 600;
    private static final int QUOTES_MAX = 8;

    static boolean isScheme(String word) {
        return SCHEMES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** A scheme word somewhere in a text: what follows must convince by itself. */
    @Override
    public void inspect(Scan scan, int start, int end) {
        int credentialStart = afterQuotes(scan.text, scan.skipBlanks(end));
        if (scan.isWordAt(start - 1) || (credentialStart == end && scan.charAt(end - 1) != ' ') || scan.isFound(end)) {
            return;
        }
        int credentialEnd = credentialEnd(scan.text, credentialStart);
        String credential = scan.text.substring(credentialStart, credentialEnd);
        String scheme = scan.text.substring(start, Math.min(end, start + 6)).strip();
        boolean basic = scheme.equalsIgnoreCase("basic");
        boolean convincing = basic
                ? isPair(Base64Text.decode(credential))
                : SecretValue.isRandom(credential) && credential.length() >= 8;
        if (convincing && !SecretValue.isStandIn(credential)) {
            add(scan, scheme, credentialStart, credentialEnd, SecretContext.TEXT, null);
        }
    }

    /** In a shell, {@code "Bearer "'x'} is one word. */
    private static int afterQuotes(String text, int at) {
        int i = at;
        while (i < text.length() && i < at + QUOTES_MAX && "\"'\\".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean isPair(@Nullable String decoded) {
        return decoded != null && decoded.indexOf(':') >= 0 && decoded.indexOf('\n') < 0;
    }

    /** The value of an {@code Authorization} header: here a short or plain credential counts too. */
    static void inspectHeaderValue(Scan scan, int from, int to, SecretContext context, String name) {
        int start = scan.skipBlanks(from);
        int wordEnd = Alphabet.DASHED.runEnd(scan.text, start, 32);
        int credentialStart = scan.skipBlanks(wordEnd);
        String word = scan.text.substring(start, wordEnd);
        if (credentialStart > wordEnd && credentialStart < to && wordEnd > start) {
            if (isScheme(word) || isRandom(scan, credentialStart, to)) {
                int credentialEnd = Math.min(to, credentialEnd(scan.text, credentialStart));
                add(scan, word, credentialStart, credentialEnd, context, name);
            }
        } else if (isRandom(scan, start, to)) {
            add(scan, "", start, to, context, name);
        }
    }

    private static boolean isRandom(Scan scan, int from, int to) {
        return SecretValue.isRandom(scan.text.substring(from, Math.min(to, from + LOOKED_AT)));
    }

    private static int credentialEnd(String text, int from) {
        return Alphabet.CREDENTIAL.runEnd(text, from);
    }

    private static void add(
            Scan scan, String scheme, int start, int end, SecretContext context, @Nullable String name) {
        String credential = scan.text.substring(start, end);
        if (SecretValue.isStandIn(credential) && TokenShapes.kindOf(credential) == null) {
            return;
        }
        boolean basic = scheme.equalsIgnoreCase("basic");
        String secret = basic ? BasicCredential.secretOf(credential) : credential;
        SecretKind formKind = TokenShapes.kindOf(secret);
        SecretKind kind = formKind != null ? formKind : basic ? SecretKind.BASIC : SecretKind.BEARER;
        SecretContext place = name == null ? SecretContext.HEADER : context;
        scan.add(
                new Finding(start, end, secret, kind, name == null ? Confidence.MEDIUM : Confidence.HIGH, place, name));
    }
}
