package dev.recount.ingest.secret;

/** What stands before a name tells whether it is one that a value is given to, and how far that value goes. */
final class NamePosition {

    private NamePosition() {}

    /** Whether a word of a shell, an environment file or a query begins with the name. */
    static boolean beginsWord(Scan scan, int nameStart) {
        char before = scan.charAt(Alphabet.DOTTED.runStart(scan.text, nameStart) - 1);
        return before == '?'
                || before == '&'
                || before == '\0'
                || Character.isWhitespace(before)
                || before == '"'
                || before == '\''
                || before == ';'
                || (before == '=' && standsInFlag(scan, nameStart));
    }

    /** Whether the name is that of a parameter in a URL. */
    static boolean isInQuery(Scan scan, int nameStart) {
        char before = scan.charAt(Alphabet.DOTTED.runStart(scan.text, nameStart) - 1);
        return before == '?' || before == '&';
    }

    /** A pair that is itself the value of a flag: {@code --from-literal=password=…}. */
    private static boolean standsInFlag(Scan scan, int nameStart) {
        int equals = Alphabet.DOTTED.runStart(scan.text, nameStart) - 1;
        return scan.text.startsWith("--", Alphabet.DOTTED.runStart(scan.text, equals));
    }

    /** Whether a line, or a quoted text, begins with the name; list marks may stand before it. */
    static boolean beginsLine(Scan scan, int nameStart) {
        int i = nameStart;
        while (i > 0 && (scan.charAt(i - 1) == ' ' || scan.charAt(i - 1) == '-' || scan.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == 0 || scan.charAt(i - 1) == '\n' || scan.charAt(i - 1) == '"' || scan.charAt(i - 1) == '\'';
    }
}
