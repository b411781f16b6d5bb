package dev.recount.ingest.secret;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of well-known programs whose short names tell nothing by themselves: {@code mysql -psecret},
 * {@code curl -u user:password}, {@code sshpass -p secret}.
 *
 * @param options options whose value is the secret
 * @param sign what stands between user and password in the value; 0 when it is the password alone
 * @param attachedOnly whether the value must be attached to the option ({@code mysql -p database} asks for a password)
 */
record CommandFlagRule(Set<String> options, char sign, boolean attachedOnly) implements Rule {
    private static final int WORDS_MAX = 60;
    private static final int WORD_MAX = 2048;
    private static final String WITHOUT_VALUE = "sSkLfivgGIN#0146";
    private static final String ENDS_COMMAND = ";|&\n\0";

    @Override
    public void inspect(Scan scan, int start, int end) {
        char after = scan.charAt(end);
        if (scan.isWordAt(start - 1) || scan.charAt(start - 1) == '-' || (after != ' ' && after != '\t')) {
            return;
        }
        int i = end;
        for (int words = 0; words < WORDS_MAX; words++) {
            int wordStart = scan.skipBlanks(i);
            if (ENDS_COMMAND.indexOf(scan.charAt(wordStart)) >= 0) {
                return;
            }
            int wordEnd = wordEnd(scan, wordStart);
            inspectWord(scan, wordStart, wordEnd);
            i = wordEnd;
        }
    }

    private void inspectWord(Scan scan, int start, int end) {
        for (String option : options) {
            int valueStart = optionEnd(scan, start, end, option);
            if (valueStart < 0) {
                continue;
            }
            boolean attached = end > valueStart && (option.length() == 2 || scan.charAt(valueStart) == '=');
            if (attached) {
                add(scan, scan.charAt(valueStart) == '=' ? valueStart + 1 : valueStart, end, option);
            } else if (end == valueStart && !attachedOnly) {
                int next = scan.skipBlanks(end);
                add(scan, next, wordEnd(scan, next), option);
            }
        }
    }

    /** Where the option's value may begin; a short one may end a bundle, as in {@code curl -sSu user:password}. */
    private int optionEnd(Scan scan, int start, int end, String option) {
        if (scan.text.startsWith(option, start)) {
            return start + option.length();
        }
        if (sign == 0 || option.length() != 2 || scan.charAt(start) != '-') {
            return -1;
        }
        int i = start + 1;
        while (i < end && WITHOUT_VALUE.indexOf(scan.charAt(i)) >= 0) {
            i++;
        }
        return i > start + 1 && i < end && scan.charAt(i) == option.charAt(1) ? i + 1 : -1;
    }

    private void add(Scan scan, int from, int to, String option) {
        boolean quoted = to - from >= 2 && isQuote(scan.charAt(from)) && scan.charAt(to - 1) == scan.charAt(from);
        int start = quoted ? from + 1 : from;
        int end = quoted ? to - 1 : to;
        if (sign != 0) {
            int colon = scan.indexOf(sign, start, end);
            if (colon < 0) {
                return;
            }
            start = colon + 1 < end ? colon + 1 : start;
            end = colon + 1 < end ? end : colon;
        }
        String value = scan.text.substring(start, end);
        @Nullable SecretKind form = TokenShapes.kindOf(value);
        if (form == null && (SecretValue.isStandIn(value) || value.startsWith("-"))) {
            return;
        }
        scan.add(new Finding(
                start,
                end,
                value,
                form == null ? SecretKind.PASSWORD : form,
                Confidence.MEDIUM,
                SecretContext.FLAG,
                option));
    }

    static int wordEnd(Scan scan, int start) {
        int i = start;
        int stop = Math.min(scan.text.length(), start + WORD_MAX);
        while (i < stop) {
            char c = scan.text.charAt(i);
            if (isQuote(c)) {
                int close = scan.closingQuote(c, i + 1);
                if (close < 0 || close >= stop) {
                    return Math.max(i, start + 1);
                }
                i = close + 1;
            } else if (Character.isWhitespace(c) || ENDS_COMMAND.indexOf(c) >= 0) {
                break;
            } else {
                i++;
            }
        }
        return i;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
