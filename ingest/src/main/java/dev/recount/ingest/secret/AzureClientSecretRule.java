package dev.recount.ingest.secret;

/** A client secret of Microsoft Entra: three characters, {@code 8Q~} (or another digit and Q), then 34 more. */
final class AzureClientSecretRule implements Rule {
    private static final int BEFORE = 3;
    private static final int AFTER = 31;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int from = start - BEFORE;
        if (from < 0 || !scan.text.startsWith("8Q~", start) || !isBody(scan, from, start)) {
            return;
        }
        int to = end;
        while (to < scan.text.length() && to - end < 40 && isBody(scan, to, to + 1)) {
            to++;
        }
        if (to - end >= AFTER && to - end <= 36) {
            scan.add(Finding.known(from, to, scan.text.substring(from, to), SecretKind.AZURE_CLIENT_SECRET));
        }
    }

    private static boolean isBody(Scan scan, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Alphabet.DOTTED.has(scan.charAt(i)) && scan.charAt(i) != '~') {
                return false;
            }
        }
        return true;
    }
}
