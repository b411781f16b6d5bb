package dev.recount.ingest.source;

import java.util.List;
import java.util.Locale;

/**
 * The class of a failure, from what the harness or provider said. The first line of this table of which a phrase stands in
 * the text decides; {@code failed} when none does.
 *
 * <table>
 * <caption>Classes</caption>
 * <tr><td>{@code denied}</td><td>a person or policy refused</td></tr>
 * <tr><td>{@code interrupted}</td><td>stopped before it ended</td></tr>
 * <tr><td>{@code credential_mismatch}</td><td>the credential is valid, but not for this</td></tr>
 * <tr><td>{@code authentication}</td><td>no credential, or one that is not valid</td></tr>
 * <tr><td>{@code permission}</td><td>not allowed</td></tr>
 * <tr><td>{@code connection}</td><td>not reached</td></tr>
 * <tr><td>{@code rate_limited}</td><td>too often</td></tr>
 * <tr><td>{@code not_found}</td><td>not there</td></tr>
 * </table>
 */
final class FailureText {

    private record FailureClass(String code, List<String> phrases) {}

    private static final List<FailureClass> CLASSES = List.of(
            new FailureClass(
                    "denied",
                    List.of(
                            "user doesn't want to proceed",
                            "user rejected",
                            "tool use was rejected",
                            "permission to use")),
            new FailureClass("interrupted", List.of("interrupted by user", "was interrupted", "user aborted")),
            new FailureClass(
                    "credential_mismatch",
                    List.of(
                            "credential mismatch",
                            "credentials do not match",
                            "credentials don't match",
                            "token does not match",
                            "wrong environment",
                            "does not belong to this")),
            new FailureClass(
                    "authentication",
                    List.of(
                            "401",
                            "unauthorized",
                            "unauthenticated",
                            "not authenticated",
                            "authentication failed",
                            "authentication required",
                            "authenticationerror",
                            "invalid token",
                            "invalid credentials",
                            "invalid api key",
                            "invalid_grant",
                            "bad credentials",
                            "token expired",
                            "expiredtoken",
                            "invalidclienttokenid",
                            "signaturedoesnotmatch",
                            "login required",
                            "not logged in",
                            "could not read username",
                            "login failed")),
            new FailureClass(
                    "permission",
                    List.of(
                            "403",
                            "forbidden",
                            "permission denied",
                            "permission_denied",
                            "access denied",
                            "accessdenied",
                            "not authorized",
                            "unauthorizedoperation",
                            "operation not permitted",
                            "eacces",
                            "eperm",
                            "insufficient privileges",
                            "insufficient scope",
                            "read-only file system")),
            new FailureClass(
                    "connection",
                    List.of(
                            "connection refused",
                            "econnrefused",
                            "econnreset",
                            "connection reset",
                            "could not resolve host",
                            "enotfound",
                            "no route to host",
                            "network is unreachable",
                            "etimedout",
                            "timed out",
                            "timeout",
                            "connection closed",
                            "could not connect",
                            "failed to connect",
                            "502 bad gateway",
                            "503 service unavailable")),
            new FailureClass("rate_limited", List.of("429", "rate limit", "too many requests", "throttl")),
            new FailureClass(
                    "not_found",
                    List.of(
                            "404",
                            "not found",
                            "no such file",
                            "enoent",
                            "does not exist",
                            "doesn't exist",
                            "nosuch",
                            "notfound")));

    private FailureText() {}

    static String classOf(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        for (FailureClass failure : CLASSES) {
            for (String phrase : failure.phrases()) {
                if (stands(phrase, lower)) {
                    return failure.code();
                }
            }
        }
        return "failed";
    }

    /** A number must stand alone: 401 is not in 14012. */
    private static boolean stands(String phrase, String text) {
        boolean number = Character.isDigit(phrase.charAt(0));
        for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
            int end = at + phrase.length();
            boolean alone = (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (!number || alone) {
                return true;
            }
        }
        return false;
    }
}
