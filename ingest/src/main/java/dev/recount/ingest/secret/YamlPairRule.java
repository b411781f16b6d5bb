package dev.recount.ingest.secret;

/** Name and value on two lines of YAML: {@code - name: DB_PASSWORD}, then {@code value: …}, as containers are given them. */
final class YamlPairRule implements Rule {
    private static final int LINE_MAX = 256;
    private static final int NAME_MAX = 128;

    @Override
    public void inspect(Scan scan, int start, int end) {
        int lineStart = scan.lineStart(start, LINE_MAX);
        if (scan.charAt(end) != ':' || lineStart < 1 || !isBlank(scan.text, lineStart, start)) {
            return;
        }
        int name = nameField(scan, lineStart - 1);
        if (name < 0) {
            return;
        }
        int nameStart = scan.skipBlanks(scan.text.indexOf(':', name) + 1);
        nameStart += scan.charAt(nameStart) == '"' ? 1 : 0;
        int nameEnd = Alphabet.DOTTED.runEnd(scan.text, nameStart, NAME_MAX);
        String written = scan.text.substring(nameStart, nameEnd);
        SecretName secretName = SecretName.of(written);
        int value = scan.skipBlanks(end + 1);
        boolean quoted = scan.charAt(value) == '"' || scan.charAt(value) == '\'';
        int valueEnd = quoted ? scan.closingQuote(scan.charAt(value), value + 1) : scan.lineEnd(value);
        int valueStart = quoted ? value + 1 : value;
        if (secretName != null && valueEnd > valueStart && !scan.isFound(valueStart)) {
            NamedValue.inspect(scan, written, secretName, valueStart, valueEnd);
        }
    }

    /** Where the line that ends at a position names something, or -1. */
    private static int nameField(Scan scan, int lineEnd) {
        int from = scan.lineStart(lineEnd, LINE_MAX);
        String line = from < 0 ? "" : scan.text.substring(from, lineEnd);
        int name = Math.max(line.indexOf("name:"), line.indexOf("key:"));
        return name < 0 ? -1 : from + name;
    }

    private static boolean isBlank(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }
}
