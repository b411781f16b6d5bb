package dev.recount.ingest.secret;

/**
 * A URL whose path is the secret: webhook addresses, where to know the address is to be allowed.
 *
 * @param kind what such a secret is called
 * @param lengthMin fewest characters of the path that make it a real one
 */
record PathSecretRule(SecretKind kind, int lengthMin) implements Rule {
    @Override
    public void inspect(Scan scan, int start, int end) {
        int pathEnd = end;
        while (pathEnd < scan.text.length() && isPath(scan.text.charAt(pathEnd))) {
            pathEnd++;
        }
        String path = scan.text.substring(end, pathEnd);
        if (path.length() >= lengthMin && path.indexOf('/') > 0) {
            scan.add(new Finding(end, pathEnd, path, kind, Confidence.HIGH, SecretContext.URL, null));
        }
    }

    private static boolean isPath(char c) {
        return Alphabet.DASHED.has(c) || c == '/' || c == '@' || c == '%';
    }
}
