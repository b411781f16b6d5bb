package dev.recount.ingest.secret;

/** Name and value as two fields of one object in JSON text: {@code {"name":"DB_PASSWORD","value":"…"}}. */
final class NamedPairRule implements Rule {
    private static final int LOOKED_BACK = 160;

    @Override
    public void inspect(Scan scan, int start, int end) {
        char quote = scan.charAt(end);
        if (quote != '"' && quote != '\'' && quote != ':' && quote != '=') {
            return;
        }
        AssignedValue value = AssignedValue.after(scan, start, end);
        if (value == null || !value.quoted() || scan.isFound(value.start())) {
            return;
        }
        int nameEnd = lastQuoteBefore(scan, start - (quote == '=' ? 1 : 2));
        int nameStart = nameEnd < 0 ? -1 : lastQuoteBefore(scan, nameEnd - 1);
        if (nameStart < 0 || !isNameField(scan.text, nameStart)) {
            return;
        }
        String name = scan.text.substring(nameStart + 1, nameEnd);
        SecretName secretName = SecretName.of(name);
        if (secretName != null) {
            NamedValue.inspect(scan, name, secretName, value.start(), value.end());
        }
    }

    private static int lastQuoteBefore(Scan scan, int from) {
        for (int i = from; i >= 0 && i > from - LOOKED_BACK; i--) {
            char c = scan.charAt(i);
            if (c == '"' || c == '\'') {
                return i;
            } else if (c == '{' || c == '}') {
                return -1;
            }
        }
        return -1;
    }

    /** Whether the quoted text is the value of a field {@code name}, {@code key} or {@code header}. */
    private static boolean isNameField(String text, int quote) {
        int i = quote;
        while (i > 0 && " \t\r\n:=\"'".indexOf(text.charAt(i - 1)) >= 0) {
            i--;
        }
        int start = Alphabet.LETTERS.runStart(text, i);
        return NamedValue.isNameField(text.substring(start, i));
    }
}
