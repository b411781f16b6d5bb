package dev.recount.ingest.secret;

/**
 * A parameter of a URL or connection string that is a secret under a name too plain to be judged elsewhere:
 * {@code sig=} of a shared access signature, {@code key=}.
 */
record QuerySecretRule(SecretKind kind, int lengthMin) implements Rule {
    @Override
    public void inspect(Scan scan, int start, int end) {
        char before = scan.charAt(start - 1);
        if (before != '?' && before != '&' && before != ';') {
            return;
        }
        int valueEnd = end;
        while (valueEnd < scan.text.length() && isValue(scan.text.charAt(valueEnd))) {
            valueEnd++;
        }
        String value = scan.text.substring(end, valueEnd);
        if (value.length() >= lengthMin
                && SecretValue.isStronglyRandom(value.replace("/", "").replace("%", ""))) {
            scan.add(new Finding(end, valueEnd, value, kind, Confidence.HIGH, SecretContext.URL, null));
        }
    }

    private static boolean isValue(char c) {
        return Alphabet.DOTTED.has(c) || "%+/=~".indexOf(c) >= 0;
    }
}
