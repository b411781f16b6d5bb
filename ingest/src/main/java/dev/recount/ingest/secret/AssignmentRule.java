package dev.recount.ingest.secret;

import dev.recount.ingest.secret.AssignedValue.Joint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A value under a telling name: {@code DB_PASSWORD=…}, {@code "apiKey": "…"}, {@code X-Auth-Token: …}, {@code --token …}. */
final class AssignmentRule implements Rule {
    private static final int NAME_MAX = 100;
    private static final int JUDGED_MAX = 1024;

    @Override
    public void inspect(Scan scan, int start, int end) {
        if (end <= scan.nameEnd || scan.isFound(start)) {
            return;
        }
        int nameEnd = Alphabet.DASHED.runEnd(scan.text, end, NAME_MAX);
        scan.nameEnd = nameEnd;
        if (!mayBeAssigned(scan.charAt(nameEnd))) {
            return;
        }
        int nameStart = nameStart(scan.text, start);
        String name = scan.text.substring(nameStart, nameEnd);
        String bare = name.substring(leadingDashes(name));
        SecretName secretName = SecretName.of(isOdbc(scan, bare, nameEnd) ? "pwd" : bare);
        if (secretName == null || isVariable(scan, nameStart)) {
            return;
        }
        int found = scan.findings.size();
        AssignedValue value = AssignedValue.after(scan, nameStart, nameEnd);
        if (value != null) {
            inspectValue(scan, bare, secretName, value, nameStart);
            inspectChange(scan, bare, secretName, value, nameStart);
        }
        if (scan.findings.size() == found && isPlain(secretName)) {
            inspectSentence(scan, bare, secretName, nameEnd);
            TableColumn.inspect(scan, nameStart, nameEnd, bare, secretName);
        }
    }

    /** {@code password = "old" -> "new"}, as plans show it. */
    private static void inspectChange(Scan scan, String name, SecretName secretName, AssignedValue v, int nameStart) {
        String arrow = "\" -> ";
        if (v.quoted() && scan.text.startsWith(arrow, v.end())) {
            AssignedValue changed = AssignedValue.quotedOnly(scan, v.end() + arrow.length(), Joint.EQUALS);
            if (changed != null) {
                inspectValue(scan, name, secretName, changed, nameStart);
            }
        }
    }

    private static boolean isPlain(SecretName name) {
        return name.sense() == SecretName.Sense.PASSWORD || name.sense().isOfToken();
    }

    private static void inspectSentence(Scan scan, String name, SecretName secretName, int nameEnd) {
        AssignedValue told = ProseValue.after(scan, nameEnd, secretName);
        if (told != null) {
            add(scan, name, secretName, told, SecretContext.TEXT);
        }
    }

    /** {@code PWD=} of a connection string, which is no folder as the shell's is. */
    private static boolean isOdbc(Scan scan, String name, int nameEnd) {
        return name.equals("PWD") && scan.charAt(nameEnd) == '=' && "/~.$\"\0".indexOf(scan.charAt(nameEnd + 1)) < 0;
    }

    private static boolean mayBeAssigned(char c) {
        return "=:\"'`, \t>]?|(*\n\r\0".indexOf(c) >= 0;
    }

    private static int nameStart(String text, int anchorStart) {
        int i = anchorStart;
        while (i > 0 && anchorStart - i < NAME_MAX && Alphabet.DASHED.has(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int leadingDashes(String name) {
        int i = 0;
        while (i < name.length() && name.charAt(i) == '-') {
            i++;
        }
        return i;
    }

    /** {@code $TOKEN} and {@code ${TOKEN:-…}} name a variable; they give it no value. */
    private static boolean isVariable(Scan scan, int nameStart) {
        char before = scan.charAt(nameStart - 1);
        return before == '$' || (before == '{' && scan.charAt(nameStart - 2) == '$' && !hasDefault(scan, nameStart));
    }

    private static boolean hasDefault(Scan scan, int nameStart) {
        int end = Alphabet.WORD.runEnd(scan.text, nameStart, NAME_MAX);
        return scan.charAt(end) == ':' && (scan.charAt(end + 1) == '-' || scan.charAt(end + 1) == '=');
    }

    private static void inspectValue(Scan scan, String name, SecretName secretName, AssignedValue v, int nameStart) {
        SecretContext context = context(scan, name, secretName, v, nameStart);
        switch (secretName.sense()) {
            case AUTHORIZATION ->
                AuthorizationRule.inspectHeaderValue(scan, v.start(), lineEnd(scan, v), context, name);
            case COOKIE ->
                CookieRule.inspectPairs(scan, v.start(), v.joint() == Joint.FLAG ? v.end() : lineEnd(scan, v), name);
            case BASIC -> inspectPair(scan, name, v);
            case GIVEN -> NamedValue.inspect(scan, name, secretName, v.start(), v.end());
            case PASSWORD -> {
                if (isPassword(scan, v, nameStart)) {
                    add(scan, name, secretName, v, context);
                }
            }
            case HINT -> {
                if (v.joint() == Joint.WORD_EQUALS || v.joint() == Joint.LINE_COLON) {
                    NamedValue.inspectHint(scan, name, v.start(), v.end());
                } else if (v.joint() != Joint.BLANK) {
                    NamedValue.inspect(scan, name, secretName, v.start(), v.end());
                }
            }
            case KEY, TOKEN, RANDOM -> {
                AssignedValue token = v.joint() == Joint.QUERY ? v.untilAmpersand(scan) : v;
                if (isToken(scan, token)
                        || PlainValue.isAssigned(scan, token, nameStart, name, secretName, judged(scan, token))) {
                    add(scan, name, secretName, token, context);
                }
            }
        }
    }

    private static int lineEnd(Scan scan, AssignedValue v) {
        return v.quoted() ? v.end() : scan.lineEnd(v.end());
    }

    /** As much of the value as is needed to judge it; to copy more would take quadratic time in hostile text. */
    private static String judged(Scan scan, AssignedValue v) {
        return scan.text.substring(v.start(), Math.min(v.end(), v.start() + JUDGED_MAX));
    }

    private static boolean isToken(Scan scan, AssignedValue v) {
        String value = judged(scan, v);
        if (TokenShapes.kindOf(value) != null) {
            return true;
        }
        if (v.quoted() ? SecretValue.isNoise(value) : scan.charAt(v.end()) == '(') {
            return v.quoted();
        }
        return v.joint() == Joint.BLANK ? SecretValue.isStronglyRandom(value) : SecretValue.isRandom(value);
    }

    private static boolean isPassword(Scan scan, AssignedValue v, int nameStart) {
        String value = judged(scan, v);
        if (SecretValue.isStandIn(value)) {
            return false;
        }
        return switch (v.joint()) {
            case WORD_EQUALS, QUERY, FLAG -> !PasswordValue.isCode(value);
            case LINE_COLON -> v.quoted() ? !PasswordValue.isProse(value) : PasswordValue.isLineValue(scan, v, value);
            case TAG -> true;
            case BLANK ->
                isNetrc(scan, nameStart)
                        || (v.quoted() && scan.charAt(v.start() - 1) != '"' && PasswordValue.isMixed(value))
                        || isColumn(scan, v, nameStart)
                        || isSetting(scan, nameStart)
                        || (!v.quoted() && ProseValue.isPassword(value) && isAfter(scan, nameStart, "with "))
                        || (!v.quoted() && SecretValue.isStronglyRandom(value));
            case EQUALS, COLON, COMMA -> v.quoted() ? !PasswordValue.isProse(value) : PasswordValue.isMixed(value);
        };
    }

    /** {@code ENV NAME value}, {@code setx NAME value}, {@code set -x NAME value} */
    private static boolean isSetting(Scan scan, int nameStart) {
        return isAfter(scan, nameStart, "ENV ")
                || isAfter(scan, nameStart, "setx ")
                || isAfter(scan, nameStart, "set -x ")
                || isAfter(scan, nameStart, "set -gx ");
    }

    private static boolean isAfter(Scan scan, int nameStart, String words) {
        return scan.text.startsWith(words, nameStart - words.length());
    }

    /** A line of two columns, {@code password    x}, as {@code vault kv get} prints it. */
    private static boolean isColumn(Scan scan, AssignedValue v, int nameStart) {
        boolean line = nameStart == 0 || scan.charAt(nameStart - 1) == '\n';
        boolean gap = scan.charAt(v.start() - 1) == ' ' && scan.charAt(v.start() - 2) == ' ';
        char after = scan.charAt(v.end());
        return line && gap && !v.quoted() && (after == '\0' || after == '\n' || after == '\r');
    }

    /** {@code machine h login u password p} */
    private static boolean isNetrc(Scan scan, int nameStart) {
        int from = Math.max(0, nameStart - 120);
        String before = scan.text.substring(from, nameStart).toLowerCase(Locale.ROOT);
        return before.contains("login ") && (before.contains("machine ") || before.contains("default"));
    }

    private static void inspectPair(Scan scan, String name, AssignedValue v) {
        String value = scan.text.substring(v.start(), v.end());
        String decoded = Base64Text.decode(value);
        if (decoded != null && decoded.indexOf(':') > 0) {
            String secret = BasicCredential.secretOfPair(decoded);
            scan.add(new Finding(
                    v.start(), v.end(), secret, SecretKind.BASIC, Confidence.HIGH, SecretContext.FIELD, name));
        }
    }

    private static void add(Scan scan, String name, SecretName secretName, AssignedValue v, SecretContext context) {
        String literal = scan.text.substring(v.start(), v.end());
        @Nullable SecretKind kind = TokenShapes.kindOf(literal);
        scan.add(new Finding(
                v.start(),
                v.end(),
                literal,
                kind == null ? secretName.kind() : kind,
                Confidence.MEDIUM,
                context,
                name));
    }

    private static SecretContext context(
            Scan scan, String name, SecretName secretName, AssignedValue v, int nameStart) {
        char before = scan.charAt(nameStart - 1);
        if (v.joint() == Joint.FLAG || scan.charAt(nameStart) == '-') {
            return SecretContext.FLAG;
        } else if (before == '?' || before == '&') {
            return SecretContext.URL;
        } else if (v.joint() == Joint.WORD_EQUALS && name.equals(name.toUpperCase(Locale.ROOT))) {
            return SecretContext.ENV;
        }
        boolean header = name.indexOf('-') > 0 || !isPlain(secretName);
        boolean colon = v.joint() == Joint.LINE_COLON || v.joint() == Joint.COLON || v.joint() == Joint.COMMA;
        return header && colon ? SecretContext.HEADER : SecretContext.FIELD;
    }
}
