package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a value (variable, field, header, option) says about the value.
 *
 * @param sense how the value is to be read
 * @param kind what a secret under this name is called, unless its own form says more
 */
record SecretName(Sense sense, SecretKind kind) {

    /** How a value under a telling name is to be read. */
    enum Sense {
        /** A password: short and plain words count too. */
        PASSWORD,
        /** A word that names a password or the end of a test: the value must look like a password. */
        HINT,
        /** Only a token or key is called so: a plain word counts where it must be the value. */
        KEY,
        /** {@code token} alone, which lexers and tables have too: a plain word counts in fewer places. */
        TOKEN,
        /** A token or key, perhaps: the value must look random. */
        RANDOM,
        /** An {@code Authorization} value: scheme word and credential. */
        AUTHORIZATION,
        /** Whatever stands here is a secret. */
        GIVEN,
        /** {@code name=value} pairs separated by semicolons. */
        COOKIE,
        /** Base64 of {@code user:password}, as Docker and npm keep it. */
        BASIC;

        /** Whether a token or key stands under the name. */
        boolean isOfToken() {
            return this == RANDOM || takesPlain();
        }

        /** Whether a plain word can be the token. */
        boolean takesPlain() {
            return this == KEY || this == TOKEN;
        }
    }

    /** A name that says nothing by itself, at a place where every value is a secret. */
    static final SecretName ANY_SECRET = new SecretName(Sense.PASSWORD, SecretKind.SECRET);

    /** The field of an event in which senders give a secret itself, wherever the event stands. */
    static final String CREDENTIAL_SECRET = "credential.secret";

    private static final int LENGTH_MAX = 80;
    private static final Set<String> SUFFIXES_WITHOUT_MEANING = Words.of("name-endings");
    private static final Set<String> PASSWORDS = Words.of("password-names");
    private static final Set<String> RANDOMS = Words.of("token-names");
    private static final Set<String> KEYS = Words.of("key-names");
    private static final Set<String> TERM_TOKENS = Words.of("term-tokens");
    private static final Set<String> NO_SECRET_TOKENS = Words.of("harmless-tokens");
    private static final Set<String> KEY_OWNERS = Words.of("key-owners");

    /** What a name says, or {@code null} when it says nothing of a secret. */
    static @Nullable SecretName of(String name) {
        if (name.length() > LENGTH_MAX || name.equals("PWD") || name.equals("OLDPWD")) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("authorization")) {
            return new SecretName(Sense.AUTHORIZATION, SecretKind.BEARER);
        }
        if (lower.equals("cookie") || lower.equals("set-cookie")) {
            return new SecretName(Sense.COOKIE, SecretKind.SESSION_COOKIE);
        }
        if (lower.equals("auth") || lower.equals("_auth")) {
            return new SecretName(Sense.BASIC, SecretKind.BASIC);
        }
        if (lower.equals(CREDENTIAL_SECRET)) {
            return new SecretName(Sense.GIVEN, SecretKind.SECRET);
        }
        if (lower.equals("stringdata")) {
            return ANY_SECRET;
        }
        if (lower.equals("pass")) {
            return new SecretName(Sense.HINT, SecretKind.PASSWORD);
        }
        if (lower.equals("identified by")) {
            return new SecretName(Sense.PASSWORD, SecretKind.PASSWORD);
        }
        List<String> words = words(name);
        while (words.size() > 1 && isWithoutMeaning(words.get(words.size() - 1))) {
            words.remove(words.size() - 1);
        }
        return words.isEmpty() ? null : ofWords(words, lower);
    }

    /** Whether a bare number can be the secret: a token would be one only by chance, and numbers count tokens. */
    boolean takesNumber() {
        return sense == Sense.PASSWORD || sense == Sense.GIVEN || (sense == Sense.KEY && kind == SecretKind.SECRET);
    }

    private static @Nullable SecretName ofWords(List<String> words, String lower) {
        String last = words.get(words.size() - 1);
        String before = words.size() > 1 ? words.get(words.size() - 2) : "";
        String two = before + last;
        boolean password = PASSWORDS.contains(last)
                || PASSWORDS.contains(two)
                || last.endsWith("password")
                || isAbbreviatedPassword(last, before);
        if (password && !before.equals("no") && !before.equals("reset")) {
            return new SecretName(Sense.PASSWORD, SecretKind.PASSWORD);
        }
        boolean random = RANDOMS.contains(last) && !(last.equals("token") && NO_SECRET_TOKENS.contains(before));
        boolean key = last.equals("key") && KEY_OWNERS.contains(before);
        if (!random && !key && !RANDOMS.contains(two)) {
            return null;
        }
        return new SecretName(senseOf(last, before), kindOf(lower, last));
    }

    private static Sense senseOf(String last, String before) {
        if (last.equals("token") && TERM_TOKENS.contains(before)) {
            return Sense.RANDOM;
        } else if (last.equals("token") && (before.isEmpty() || before.equals("x"))) {
            return Sense.TOKEN;
        }
        boolean key = last.endsWith("secret") || last.endsWith("token") || KEYS.contains(last);
        return key || KEYS.contains(before + last) ? Sense.KEY : Sense.RANDOM;
    }

    /** Whether a text is itself such a name, and no more: {@code access_token}, {@code clientSecret}. */
    static boolean isKnown(String text) {
        String bare = text.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
        return RANDOMS.contains(bare) || PASSWORDS.contains(bare);
    }

    private static boolean isAbbreviatedPassword(String last, String before) {
        return (last.equals("pass") || last.equals("pw")) && !before.isEmpty();
    }

    private static SecretKind kindOf(String lower, String last) {
        if (lower.contains("railway") || lower.equals("project-access-token")) {
            return SecretKind.RAILWAY_TOKEN;
        } else if (lower.contains("github") || lower.startsWith("gh_")) {
            return SecretKind.GITHUB_TOKEN;
        } else if (lower.replace("_", "").contains("secretaccesskey")) {
            return SecretKind.AWS_SECRET_KEY;
        } else if ((lower.startsWith("aws") && last.equals("token")) || lower.contains("security-token")) {
            return SecretKind.AWS_SESSION_TOKEN;
        } else if (lower.contains("heroku")) {
            return SecretKind.HEROKU_KEY;
        } else if (lower.contains("cloudflare") || lower.startsWith("cf_")) {
            return SecretKind.CLOUDFLARE_TOKEN;
        } else if (lower.contains("twilio")) {
            return SecretKind.TWILIO_KEY;
        } else if (lower.contains("accountkey") || lower.contains("account_key")) {
            return SecretKind.AZURE_STORAGE_KEY;
        } else if (last.endsWith("key")) {
            return SecretKind.API_KEY;
        }
        return last.endsWith("secret") ? SecretKind.SECRET : SecretKind.TOKEN;
    }

    private static boolean isWithoutMeaning(String word) {
        return SUFFIXES_WITHOUT_MEANING.contains(word) || Alphabet.DIGITS.hasAll(word) || word.matches("v[0-9]");
    }

    /** Words of {@code snake_case}, {@code kebab-case}, {@code camelCase} and {@code HTTPHeader}, in lower case. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean separator = i == name.length() || !Alphabet.ALNUM.has(name.charAt(i));
            if (separator || startsWord(name, i)) {
                if (i > start) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = separator ? i + 1 : i;
            }
        }
        return words;
    }

    private static boolean startsWord(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        boolean afterLower = !Character.isUpperCase(name.charAt(i - 1));
        boolean endsAcronym = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return afterLower || endsAcronym;
    }
}
