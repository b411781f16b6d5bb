package dev.recount.ingest.secret;

/**
 * The first bytes that every private key of a format has, in base64 without an armour: OpenSSH's magic, the algorithm of
 * PKCS #8 (RFC 5958), the version and modulus of PKCS #1 (RFC 8017), the version of SEC 1 (RFC 5915), PuTTY's line count.
 *
 * @param head what the key begins with, in its own case
 * @param before how many characters of the key stand before {@code head}: the lengths of the structure around it
 */
record KeyHeadRule(String head, int before) implements Rule {
    private static final int LENGTH_MIN = 40;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int from = Math.max(0, start - before);
        if (!scan.text.startsWith(head, start) || scan.isFound(from) || start < scan.keyEnd) {
            return;
        }
        int stop = KeyLines.endAfter(scan.text, from);
        if (stop - from >= LENGTH_MIN) {
            scan.keyEnd = stop;
            scan.add(Finding.known(from, stop, scan.text.substring(from, stop), SecretKind.PRIVATE_KEY));
        }
    }
}
