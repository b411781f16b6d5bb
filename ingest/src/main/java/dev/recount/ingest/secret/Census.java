package dev.recount.ingest.secret;

/**
 * How many characters of each sort a value has.
 *
 * @param others characters that no token is written in: blanks, brackets, controls, everything beyond ASCII
 * @param bitsPerCharacter Shannon entropy of the characters
 */
record Census(int lowers, int uppers, int digits, int signs, int others, double bitsPerCharacter) {
    static Census of(String value, int lookedAt) {
        int length = Math.min(value.length(), lookedAt);
        int[] counts = new int[128];
        int others = 0;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (Alphabet.CREDENTIAL.has(c)) {
                counts[c]++;
            } else {
                others++;
            }
        }
        int lowers = sum(counts, 'a', 'z');
        int uppers = sum(counts, 'A', 'Z');
        int digits = sum(counts, '0', '9');
        int signs = length - others - lowers - uppers - digits;
        return new Census(lowers, uppers, digits, signs, others, entropy(counts, length));
    }

    int letters() {
        return lowers + uppers;
    }

    private static int sum(int[] counts, char first, char last) {
        int sum = 0;
        for (int c = first; c <= last; c++) {
            sum += counts[c];
        }
        return sum;
    }

    private static double entropy(int[] counts, int length) {
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double p = (double) count / length;
                bits -= p * Math.log(p) / Math.log(2);
            }
        }
        return bits;
    }
}
