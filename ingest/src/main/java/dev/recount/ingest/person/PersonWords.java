package dev.recount.ingest.person;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds in any text what names a person by its form: {@code user:NAME}, and e-mail addresses, also escaped as in the query of
 * an address or in source code. Not taken for one are a glob such as {@code user:*}, the login of an address
 * ({@code ssh://deploy@host}, {@code git@github.com:a/b}, {@code deploy@host:/path}) and the version of a package
 * ({@code left-pad@1.3.0}).
 */
final class PersonWords {

    private static final String USER = "user:";

    private final String text;
    private final Unescaped plain;
    private final UnaryOperator<String> pseudonyms;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private PersonWords(String text, UnaryOperator<String> pseudonyms) {
        this.text = text;
        this.plain = new Unescaped(text);
        this.pseudonyms = pseudonyms;
    }

    /** The text with each name, in the form in which persons are kept, replaced; the very same text if there is none. */
    static String replace(String text, UnaryOperator<String> pseudonyms) {
        return mayName(text) ? new PersonWords(text, pseudonyms).replaced() : text;
    }

    /** Whether a text may name somebody; it does not if this is false. */
    static boolean mayName(String text) {
        return text.indexOf('@') >= 0 || text.contains("user") || text.contains("40") || text.contains("\\u00");
    }

    /** The name in a text that has exactly one, or null. */
    static @Nullable String nameIn(String text) {
        var names = new LinkedHashSet<String>();
        var unused = replace(text, name -> {
            names.add(name);
            return name;
        });
        return names.size() == 1 ? names.iterator().next() : null;
    }

    private String replaced() {
        for (int at = 0; at < plain.length(); ) {
            at = isOfWord(plain.at(at)) ? word(at) : at + 1;
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** Looks at the word that begins here, and says where to go on. */
    private int word(int from) {
        int start = from;
        while (isEdge(plain.at(start))) {
            start++;
        }
        if (plain.startsWith(USER, start)) {
            return user(start);
        }
        int at = start;
        while (isOfLocal(plain.at(at))) {
            at++;
        }
        return plain.at(at) == '@' ? address(start, at) : Math.max(at, from + 1);
    }

    private int user(int start) {
        int end = start + USER.length();
        while (isOfWord(plain.at(end))) {
            end++;
        }
        boolean glob = plain.at(end) == '*';
        while (isEdge(plain.at(end - 1))) {
            end--;
        }
        return end > start + USER.length() && !glob ? name(start, end) : end;
    }

    private int address(int start, int at) {
        int dot = 0;
        int end = at + 1;
        for (; isOfDomain(plain.at(end)); end++) {
            dot = plain.at(end) == '.' && isOfDomain(plain.at(end + 1)) ? end : dot;
        }
        int letters = dot + 1;
        while (dot > 0 && letters < end && Character.isLetter(plain.at(letters))) {
            letters++;
        }
        boolean whole = letters == end || !Character.isLetterOrDigit(plain.at(letters));
        boolean isAddress = start < at && dot > at + 1 && letters - dot > 2 && whole && !isVersion(at + 1);
        return isAddress && !isLogin(start, at, letters) ? name(start, letters) : at + 1;
    }

    private boolean isVersion(int from) {
        int at = from;
        while (Character.isDigit(plain.at(at))) {
            at++;
        }
        return at > from && plain.at(at) == '.' && Character.isDigit(plain.at(at + 1));
    }

    private boolean isLogin(int start, int at, int end) {
        boolean path = plain.at(end) == ':' && (plain.at(end + 1) == '/' || plain.at(end + 1) == '~');
        return path
                || plain.startsWith("://", start - 3)
                || plain.substring(start, at).equals("git");
    }

    private int name(int start, int end) {
        var name = plain.substring(start, end);
        // One person, one form.
        var kept = name.indexOf('@') < 0 ? name : name.toLowerCase(Locale.ROOT);
        out.append(text, copied, plain.start(start)).append(pseudonyms.apply(kept));
        copied = plain.start(end);
        return end;
    }

    private static boolean isEdge(char c) {
        return c != 0 && "._%+-".indexOf(c) >= 0;
    }

    private static boolean isOfLocal(char c) {
        return Character.isLetterOrDigit(c) || isEdge(c);
    }

    private static boolean isOfWord(char c) {
        return c == '@' || isOfLocal(c);
    }

    private static boolean isOfDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
