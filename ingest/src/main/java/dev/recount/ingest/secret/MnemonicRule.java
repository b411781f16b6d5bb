package dev.recount.ingest.secret;

/** The words that a wallet's key is written in (BIP 39): a dozen or more short words in a row, close to what names them. */
final class MnemonicRule implements Rule {
    private static final int NEARBY = 24;
    private static final int WORDS_MIN = 12;
    private static final int WORDS_MAX = 24;
    private static final int WORD_MIN = 3;
    private static final int WORD_MAX = 8;

    @Override
    public void inspect(Scan scan, int start, int end) {
        for (int from = end; from < end + NEARBY; from++) {
            boolean begins = !Alphabet.WORD.has(scan.charAt(from - 1));
            int stop = begins ? phraseEnd(scan, from) : -1;
            if (stop > 0) {
                String phrase = scan.text.substring(from, stop);
                scan.add(new Finding(
                        from, stop, phrase, SecretKind.SECRET, Confidence.MEDIUM, SecretContext.FIELD, "mnemonic"));
                return;
            }
        }
    }

    private static int phraseEnd(Scan scan, int from) {
        int words = 0;
        int i = from;
        int end = -1;
        while (words < WORDS_MAX) {
            int wordEnd = Alphabet.LOWERS.runEnd(scan.text, i, WORD_MAX + 1);
            if (wordEnd - i < WORD_MIN || wordEnd - i > WORD_MAX || scan.isWordAt(wordEnd)) {
                break;
            }
            end = wordEnd;
            words++;
            i = scan.charAt(wordEnd) == ' ' ? wordEnd + 1 : scan.text.length();
        }
        return words >= WORDS_MIN ? end : -1;
    }
}
