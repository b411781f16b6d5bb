package dev.recount.ingest.secret;

import org.jspecify.annotations.Nullable;

/** A JSON Web Token or its encrypted sister: base64url segments between dots, the first a JSON header. */
final class JwtRule implements Rule {
    private static final int HEADER_MIN = 10;
    private static final int SEGMENTS_MIN = 3;
    private static final int SEGMENTS_MAX = 5;

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (scan.isFound(start) || scan.isWordAt(start - 1)) {
            return;
        }
        int tokenEnd = tokenEnd(scan.text, start);
        if (tokenEnd > 0) {
            scan.add(Finding.known(start, tokenEnd, scan.text.substring(start, tokenEnd), SecretKind.JWT));
        }
    }

    static boolean isJwt(String value) {
        return value.startsWith("eyJ") && tokenEnd(value, 0) == value.length();
    }

    private static int tokenEnd(String text, int start) {
        int headerEnd = Alphabet.DASHED.runEnd(text, start, 2048);
        if (headerEnd - start < HEADER_MIN || headerEnd >= text.length() || text.charAt(headerEnd) != '.') {
            return -1;
        }
        String header = Base64Text.readable(text, start, headerEnd);
        if (header == null || (!header.contains("\"alg\"") && !header.contains("\"typ\""))) {
            return -1;
        }
        int end = headerEnd;
        int segments = 1;
        while (segments < SEGMENTS_MAX && end < text.length() && text.charAt(end) == '.') {
            end = Alphabet.DASHED.runEnd(text, end + 1);
            segments++;
        }
        return segments >= SEGMENTS_MIN ? end : -1;
    }

    /** {@code JTI=<id>} as Kubernetes' audit log writes it, or {@code null} when the token has no id. */
    static @Nullable String providerRef(String jwt) {
        int dot = jwt.indexOf('.');
        int second = jwt.indexOf('.', dot + 1);
        String claims = dot < 0 || second < 0 ? null : Base64Text.readable(jwt, dot + 1, second);
        if (claims == null) {
            return null;
        }
        int at = claims.indexOf("\"jti\":\"");
        int valueStart = at + 7;
        int valueEnd = at < 0 ? -1 : Alphabet.DOTTED.runEnd(claims, valueStart);
        boolean closed = valueEnd > valueStart && valueEnd < claims.length() && claims.charAt(valueEnd) == '"';
        return closed ? "JTI=" + claims.substring(valueStart, valueEnd) : null;
    }
}
