package dev.recount.ingest.secret;

/** A private key in PEM, with real or written-out line ends, whole or cut off. */
final class PemRule implements Rule {
    private static final int HEADER_MAX = 60;
    private static final String HEADER = "-----BEGIN";
    private static final String FOOTER = "-----END";

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (start < scan.keyEnd || scan.isFound(start)) {
            return;
        }
        if (scan.text.regionMatches(true, start, FOOTER, 0, FOOTER.length())) {
            inspectTail(scan, start);
        } else {
            inspectWhole(scan, start);
        }
    }

    private static void inspectWhole(Scan scan, int start) {
        int bodyStart = labelEnd(scan.text, start + HEADER.length());
        if (bodyStart < 0) {
            return;
        }
        int footer = scan.pemEnd(bodyStart);
        int stop = footer < 0 ? cutEnd(scan.text, bodyStart) : footerEnd(scan.text, footer);
        if (stop > bodyStart) {
            add(scan, start, stop);
        }
    }

    /** The last lines of a key, as {@code tail} shows them. */
    private static void inspectTail(Scan scan, int footer) {
        int stop = labelEnd(scan.text, footer + FOOTER.length());
        int start = stop < 0 ? footer : KeyLines.startBefore(scan.text, footer, scan.keyEnd);
        if (start < footer) {
            add(scan, start, stop);
        }
    }

    private static void add(Scan scan, int start, int stop) {
        scan.keyEnd = stop;
        scan.add(Finding.known(start, stop, scan.text.substring(start, stop), SecretKind.PRIVATE_KEY));
    }

    static boolean isPrivateKey(String secret) {
        int begin = secret.indexOf(HEADER);
        return begin >= 0 && labelEnd(secret, begin + HEADER.length()) > 0;
    }

    /** The key itself in base64, free of line ends in any notation: equal for every wrapping of one key. */
    static String body(String pem) {
        int bodyStart = labelEnd(pem, pem.indexOf(HEADER) + HEADER.length());
        int footer = pem.indexOf(FOOTER, bodyStart);
        String body = pem.substring(bodyStart, footer < 0 ? pem.length() : footer);
        DecodedView percent = DecodedView.percent(body);
        String plain = percent == null ? body : percent.text();
        StringBuilder base64 = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\') {
                i = lineEscapeEnd(plain, i);
            } else if (Alphabet.BASE64_PADDED.has(c)) {
                base64.append(c);
            }
        }
        return base64.toString();
    }

    private static int lineEscapeEnd(String text, int backslash) {
        int i = backslash;
        while (i + 1 < text.length() && text.charAt(i + 1) == '\\') {
            i++;
        }
        boolean lineEnd = i + 1 < text.length() && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r');
        return lineEnd ? i + 1 : i;
    }

    /** The position after {@code … PRIVATE KEY…-----}, or -1. */
    private static int labelEnd(String text, int labelStart) {
        int close = text.indexOf("-----", labelStart);
        if (close < 0 || close - labelStart > HEADER_MAX) {
            return -1;
        }
        return text.substring(labelStart, close).contains("PRIVATE KEY") ? close + 5 : -1;
    }

    private static int footerEnd(String text, int footer) {
        int close = text.indexOf("-----", footer + FOOTER.length());
        return close < 0 || close - footer > HEADER_MAX ? footer + FOOTER.length() : close + 5;
    }

    private static int cutEnd(String text, int bodyStart) {
        int i = bodyStart;
        while (i < text.length()
                && (Alphabet.BASE64_PADDED.has(text.charAt(i)) || " \t\r\n\\:,-".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return Math.max(i, KeyLines.endAfter(text, bodyStart));
    }
}
