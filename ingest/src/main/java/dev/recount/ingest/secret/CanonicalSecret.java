package dev.recount.ingest.secret;

import java.util.Locale;

/**
 * The one form of a secret that fingerprints are made of, whatever it was written in: without quotes, scheme word,
 * escapes, percent-encoding or base64. The rules apply to every secret alike, so two writings of one secret meet.
 */
final class CanonicalSecret {
    private static final int LAYERS_MAX = 6;

    private CanonicalSecret() {}

    static String of(String written) {
        String secret = written;
        for (int layer = 0; layer < LAYERS_MAX; layer++) {
            if (PemRule.isPrivateKey(secret)) {
                return PemRule.body(secret);
            }
            String inner = withoutOneLayer(secret);
            if (inner.equals(secret)) {
                return secret;
            }
            secret = inner;
        }
        return secret;
    }

    private static String withoutOneLayer(String secret) {
        String s = withoutQuotes(secret.strip());
        if (TokenShapes.kindOf(s) != null) {
            return s;
        }
        int space = s.indexOf(' ');
        if (space > 0 && AuthorizationRule.isScheme(s.substring(0, space))) {
            String credential = s.substring(space + 1).strip();
            return s.toLowerCase(Locale.ROOT).startsWith("basic ") ? BasicCredential.secretOf(credential) : credential;
        }
        DecodedView percent = DecodedView.percent(s);
        if (percent != null) {
            return percent.text();
        }
        DecodedView escapes = DecodedView.escapes(s);
        if (escapes != null) {
            return escapes.text();
        }
        String decoded = Base64Text.decode(s);
        return decoded == null ? s : decoded.strip();
    }

    private static String withoutQuotes(String s) {
        if (s.length() >= 2 && "\"'`".indexOf(s.charAt(0)) >= 0 && s.charAt(0) == s.charAt(s.length() - 1)) {
            return s.substring(1, s.length() - 1).strip();
        }
        return s;
    }
}
