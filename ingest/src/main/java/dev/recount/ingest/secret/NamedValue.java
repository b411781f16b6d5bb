package dev.recount.ingest.secret;

import java.util.Locale;
import java.util.Set;

/** A value that is known to stand, as a whole, under a name: a JSON field, a header, an element after its option. */
final class NamedValue {
    private static final Set<String> NAME_FIELDS = Set.of("name", "key", "header", "headername", "variable", "field");
    private static final Set<String> VALUE_FIELDS =
            Set.of("value", "headervalue", "val", "data", "secretvalue", "plain", "plaintext");

    private NamedValue() {}

    /** Whether a field of this name holds the name of what its sibling holds. */
    static boolean isNameField(String field) {
        return NAME_FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }

    static boolean isValueField(String field) {
        return VALUE_FIELDS.contains(field.toLowerCase(Locale.ROOT));
    }

    /** Judges the range of the scan's text that is the value. */
    static void inspect(Scan scan, String name, SecretName secretName, int start, int end) {
        String value = scan.text.substring(start, end);
        SecretContext context = name.indexOf('-') > 0 ? SecretContext.HEADER : SecretContext.FIELD;
        SecretKind form = TokenShapes.kindOf(value);
        switch (secretName.sense()) {
            case AUTHORIZATION -> AuthorizationRule.inspectHeaderValue(scan, start, end, SecretContext.HEADER, name);
            case COOKIE -> CookieRule.inspectPairs(scan, start, end, name);
            case BASIC -> {
                String decoded = Base64Text.decode(value);
                if (decoded != null && decoded.indexOf(':') > 0) {
                    add(scan, start, end, BasicCredential.secretOfPair(decoded), SecretKind.BASIC, context, name);
                }
            }
            case PASSWORD -> {
                if (!value.isEmpty() && !SecretValue.isStandIn(value) && !PasswordValue.isProse(value)) {
                    add(scan, start, end, value, form == null ? secretName.kind() : form, context, name);
                }
            }
            case GIVEN -> {
                if (!value.isBlank() && !MarkerRule.isMarker(value)) {
                    add(scan, start, end, value, form == null ? secretName.kind() : form, context, name);
                }
            }
            case HINT -> {
                if (ProseValue.isPassword(value) && value.indexOf('.') < 0) {
                    add(scan, start, end, value, form == null ? secretName.kind() : form, context, name);
                }
            }
            case KEY, TOKEN, RANDOM -> {
                if (form != null || SecretValue.isRandom(value) || PlainValue.isWhole(secretName, value)) {
                    add(scan, start, end, value, form == null ? secretName.kind() : form, context, name);
                }
            }
        }
    }

    /** {@code pass=x} and {@code pass: x} on a line of their own. */
    static void inspectHint(Scan scan, String name, int start, int end) {
        String value = scan.text.substring(start, end);
        boolean letters = value.chars().anyMatch(Character::isLetter);
        if (letters && value.indexOf('.') < 0 && value.indexOf('/') < 0 && PasswordValue.isMixed(value)) {
            add(scan, start, end, value, SecretKind.PASSWORD, SecretContext.FIELD, name);
        }
    }

    private static void add(
            Scan scan, int start, int end, String secret, SecretKind kind, SecretContext context, String name) {
        scan.add(new Finding(start, end, secret, kind, Confidence.HIGH, context, name));
    }
}
