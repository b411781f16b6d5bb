package dev.recount.ingest.secret;

/** The credential of HTTP Basic: base64 of {@code user:password}, where the password, or else the user, is the secret. */
final class BasicCredential {
    private BasicCredential() {}

    /** The secret inside, or the whole credential when it cannot be decoded. */
    static String secretOf(String credential) {
        String decoded = Base64Text.decodeShort(credential);
        return decoded == null ? credential : secretOfPair(decoded);
    }

    /** {@code user:password} to the password; a lone user is a token (Stripe and others use it so). */
    static String secretOfPair(String pair) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return pair;
        }
        String password = pair.substring(colon + 1);
        boolean userIsTheSecret = password.isEmpty() || password.equals("x") || password.equals("x-oauth-basic");
        return userIsTheSecret ? pair.substring(0, colon) : password;
    }
}
