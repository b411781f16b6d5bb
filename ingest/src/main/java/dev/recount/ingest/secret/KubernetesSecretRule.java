package dev.recount.ingest.secret;

/**
 * A Secret of Kubernetes in YAML or JSON text: every value under {@code data} (base64) and {@code stringData}, whatever its
 * key is called.
 */
final class KubernetesSecretRule implements Rule {
    private static final int LOOKED_AT = 64 * 1024;
    private static final String SEPARATOR = "\n---";
    private static final int NAME_MAX = 253;

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (!scan.text.startsWith("Secret", end - 6) || scan.isWordAt(end) || start < scan.manifestEnd) {
            return;
        }
        int lookedFrom = Math.max(scan.manifestEnd, start - LOOKED_AT);
        int lookedTo = Math.min(scan.text.length(), end + LOOKED_AT);
        String before = scan.text.substring(lookedFrom, start);
        int separator = scan.text.substring(end, lookedTo).indexOf(SEPARATOR);
        int from = lookedFrom + Math.max(0, before.lastIndexOf(SEPARATOR));
        int to = separator < 0 ? lookedTo : end + separator;
        scan.manifestEnd = to;
        for (int at = next(scan.text, from, to); at >= 0; at = next(scan.text, at, to)) {
            inspectEntries(scan, at, to);
        }
    }

    /** The position after the next {@code data:} or {@code stringData:}, or -1. */
    private static int next(String text, int from, int to) {
        for (int at = text.indexOf("ata", from); at >= 0 && at < to; at = text.indexOf("ata", at + 3)) {
            int nameStart = Alphabet.WORD.runStart(text, at);
            String name = text.substring(nameStart, at + 3);
            int end = at + 3 < text.length() && text.charAt(at + 3) == '"' ? at + 4 : at + 3;
            boolean key = (name.equals("data") || name.equals("stringData"))
                    && end < text.length()
                    && text.charAt(end) == ':';
            if (key) {
                return end + 1;
            }
        }
        return -1;
    }

    private static void inspectEntries(Scan scan, int from, int to) {
        int i = from;
        while (i < to) {
            int keyStart = i;
            while (keyStart < to && " \t\r\n{,\"".indexOf(scan.charAt(keyStart)) >= 0) {
                keyStart++;
            }
            int keyEnd = Alphabet.DOTTED.runEnd(scan.text, keyStart, NAME_MAX);
            int colon = scan.charAt(keyEnd) == '"' ? keyEnd + 1 : keyEnd;
            boolean indented = keyStart > 0 && scan.charAt(keyStart - 1) != '\n';
            if (keyEnd == keyStart || scan.charAt(colon) != ':' || !indented) {
                return;
            }
            i = inspectValue(scan, scan.text.substring(keyStart, keyEnd), scan.skipBlanks(colon + 1));
        }
    }

    /** Judges one value and gives the position after it. */
    private static int inspectValue(Scan scan, String key, int from) {
        boolean quoted = scan.charAt(from) == '"';
        int start = quoted ? from + 1 : from;
        int end = quoted ? scan.closingQuote('"', start) : scan.lineEnd(start);
        if (end < 0 || scan.charAt(start) == '{') {
            return scan.text.length();
        }
        if (end > start && !scan.isFound(start)) {
            NamedValue.inspect(scan, key, SecretName.ANY_SECRET, start, end);
        }
        return quoted ? end + 1 : end;
    }
}
