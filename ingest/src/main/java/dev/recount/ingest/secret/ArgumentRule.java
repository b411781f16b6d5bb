package dev.recount.ingest.secret;

/**
 * Programs that take a secret as an argument without a name: {@code rabbitmqctl add_user bob secret}, {@code redis-cli
 * auth secret}, {@code sqlplus user/secret@db}.
 *
 * @param place of the secret among the arguments that are no options; {@link #LAST} for the last of several
 * @param sign what stands between user and secret in that argument; 0 when it is the secret alone
 */
record ArgumentRule(int place, char sign) implements Rule {
    static final int LAST = -1;

    private static final int WORDS_MAX = 12;
    private static final int WORD_MAX = 2048;

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (scan.isWordAt(start - 1)) {
            return;
        }
        int seen = 0;
        int found = -1;
        int i = end;
        for (int words = 0; words < WORDS_MAX; words++) {
            int from = scan.skipBlanks(i);
            i = CommandFlagRule.wordEnd(scan, from);
            if (i == from) {
                break;
            }
            if (!isOption(scan, from)) {
                found = place == LAST || seen == place ? from : found;
                seen++;
            }
        }
        if (found >= 0 && (place != LAST || seen > 1)) {
            add(scan, found, Math.min(CommandFlagRule.wordEnd(scan, found), found + WORD_MAX));
        }
    }

    private static boolean isOption(Scan scan, int word) {
        char c = scan.charAt(word);
        return c == '-' || (c == '/' && Alphabet.LETTERS.has(scan.charAt(word + 1)));
    }

    private void add(Scan scan, int wordStart, int wordEnd) {
        boolean quoted = "\"'".indexOf(scan.charAt(wordStart)) >= 0 && wordEnd - wordStart > 2;
        int start = quoted ? wordStart + 1 : wordStart;
        int end = quoted ? wordEnd - 1 : wordEnd;
        if (sign != 0) {
            int at = scan.indexOf(sign, start, end);
            int host = scan.indexOf('@', start, end);
            start = at < 0 ? end : at + 1;
            end = host > start ? host : end;
        }
        String value = scan.text.substring(start, end);
        if (value.length() > 3 && !SecretValue.isStandIn(value) && !PasswordValue.isCode(value)) {
            SecretKind form = TokenShapes.kindOf(value);
            scan.add(new Finding(
                    start,
                    end,
                    value,
                    form == null ? SecretKind.PASSWORD : form,
                    Confidence.MEDIUM,
                    SecretContext.FLAG,
                    null));
        }
    }
}
