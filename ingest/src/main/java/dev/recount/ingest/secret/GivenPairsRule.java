package dev.recount.ingest.secret;

/**
 * Commands that put secrets under names of the user's choice: {@code vault kv put path name=value …}, {@code fly secrets
 * set NAME=value}, {@code kubectl create secret … --from-literal=name=value}. Whatever the name, the value is a secret.
 *
 * @param secretBefore whether the word "secret" must stand before on the same line
 */
record GivenPairsRule(boolean secretBefore) implements Rule {
    private static final int WORDS_MAX = 60;
    private static final int LOOKED_BACK = 400;

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (secretBefore) {
            int from = Math.max(0, start - LOOKED_BACK);
            if (scan.text.substring(from, start).contains("secret")) {
                addPair(scan, end, CommandFlagRule.wordEnd(scan, end));
            }
            return;
        }
        int i = end;
        for (int words = 0; words < WORDS_MAX; words++) {
            int word = scan.skipBlanks(i);
            i = CommandFlagRule.wordEnd(scan, word);
            if (i == word) {
                return;
            }
            addPair(scan, word, i);
        }
    }

    private static void addPair(Scan scan, int from, int to) {
        boolean quotedWhole = "\"'".indexOf(scan.charAt(from)) >= 0;
        int nameStart = quotedWhole ? from + 1 : from;
        int equals = Alphabet.DOTTED.runEnd(scan.text, nameStart, 128);
        if (scan.charAt(equals) != '=' || equals == nameStart || equals >= to || scan.charAt(nameStart) == '-') {
            return;
        }
        int start = equals + 1;
        int end = quotedWhole ? to - 1 : to;
        if (!quotedWhole && "\"'".indexOf(scan.charAt(start)) >= 0 && end - start > 2) {
            start++;
            end--;
        }
        if (end <= start || scan.isFound(start)) {
            return;
        }
        String name = scan.text.substring(nameStart, equals);
        NamedValue.inspect(scan, name, SecretName.ANY_SECRET, start, end);
    }
}
