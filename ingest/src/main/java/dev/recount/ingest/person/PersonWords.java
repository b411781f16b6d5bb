package dev.recount.ingest.person;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds in any text what names a person by its form: {@code user:NAME}, and e-mail addresses, also as they stand in the
 * query of an address. Not taken for one are a glob such as {@code user:*}, the login of an address
 * ({@code ssh://deploy@host}, {@code git@github.com:a/b}) and the version of a package ({@code left-pad@1.3.0}).
 */
final class PersonWords {

    private static final String USER = "user:";
    private static final String USER_ENCODED = "user%3a";
    private static final int FOUND_NOTHING = -1;

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private PersonWords(String text) {
        this.text = text;
    }

    /** Whether a text is nothing but the name of a person. */
    static boolean isOne(String text) {
        return replace(text, name -> "").isEmpty() && !text.isEmpty();
    }

    /** The text with each name, in the form in which persons are kept, replaced; the very same text if there is none. */
    static String replace(String text, UnaryOperator<String> pseudonyms) {
        if (text.indexOf('@') < 0 && text.indexOf('%') < 0 && !text.contains(USER)) {
            return text;
        }
        return new PersonWords(text).replaced(pseudonyms);
    }

    private String replaced(UnaryOperator<String> pseudonyms) {
        for (int at = 0; at < text.length(); ) {
            int end = endOfName(at);
            if (end == FOUND_NOTHING) {
                at++;
            } else {
                out.append(text, copied, at).append(pseudonyms.apply(plain(text.substring(at, end))));
                copied = end;
                at = end;
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** One person, one form: addresses in lower case, without the escapes of a query. */
    private static String plain(String name) {
        var decoded = name.replace("%40", "@").replace("%3A", ":").replace("%3a", ":");
        return decoded.indexOf('@') < 0 ? decoded : decoded.toLowerCase(Locale.ROOT);
    }

    private int endOfName(int at) {
        if (at > 0 && isOfName(text.charAt(at - 1))) {
            return FOUND_NOTHING;
        }
        int prefix = prefix(at);
        int end = at + prefix;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        while (end > at && text.charAt(end - 1) == '.') {
            end--;
        }
        if (prefix > 0) {
            boolean glob = end < text.length() && text.charAt(end) == '*';
            return end > at + prefix && !glob ? end : FOUND_NOTHING;
        }
        return end > at && isAddress(text.substring(at, end)) && !isLogin(at, end) ? end : FOUND_NOTHING;
    }

    private int prefix(int at) {
        if (text.startsWith(USER, at)) {
            return USER.length();
        }
        return text.regionMatches(true, at, USER_ENCODED, 0, USER_ENCODED.length()) ? USER_ENCODED.length() : 0;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "._%+-@".indexOf(c) >= 0;
    }

    private static boolean isAddress(String word) {
        var plain = plain(word);
        int at = plain.indexOf('@');
        int dot = plain.lastIndexOf('.');
        return at > 0
                && at == plain.lastIndexOf('@')
                && dot > at + 1
                && plain.length() - dot > 2
                && plain.substring(dot + 1).chars().allMatch(Character::isLetter);
    }

    private boolean isLogin(int from, int to) {
        boolean afterScheme = from >= 2 && text.startsWith("//", from - 2);
        boolean beforePath = to + 1 < text.length() && text.charAt(to) == ':' && text.charAt(to + 1) != ' ';
        return afterScheme || (beforePath && text.charAt(to + 1) != '"');
    }

    /** What to search for so that all of a text's names are found, or null when the text has no such name. */
    static @Nullable String nameOf(@Nullable String text) {
        return text == null || !isOne(text) ? null : plain(text);
    }
}
