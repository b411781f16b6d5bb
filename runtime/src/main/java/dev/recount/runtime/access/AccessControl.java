package dev.recount.runtime.access;

import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.security.RouteRole;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs before every matched route: 401 without a good token, 403 if the token's role is not among the route's roles. */
public final class AccessControl {

    private static final String SCHEME = "Bearer";
    private static final int TOKEN_LENGTH_MAX = 512;

    private final AccessTokens tokens;

    public AccessControl(AccessTokens tokens) {
        this.tokens = tokens;
    }

    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(this::check);
    }

    private void check(Context ctx) {
        Set<RouteRole> allowed = ctx.routeRoles();
        if (allowed.contains(OpenRoute.ANYONE)) {
            return;
        }
        Caller caller = authenticate(ctx);
        if (caller.role() != Role.ADMIN && !allowed.contains(caller.role())) {
            challenge(ctx, "insufficient_scope");
            throw Problem.FORBIDDEN.because("a token with role " + caller.role().label()
                    + " may not do this (expected: " + labels(allowed) + ")");
        }
        caller.attachTo(ctx);
    }

    private Caller authenticate(Context ctx) {
        String header = ctx.header(Header.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            throw refuse(ctx, "", "no token (expected: the header Authorization: Bearer TOKEN)");
        }
        String[] parts = header.strip().split("\\s+", 2);
        if (!parts[0].equalsIgnoreCase(SCHEME) || parts.length < 2 || parts[1].length() > TOKEN_LENGTH_MAX) {
            throw refuse(ctx, "invalid_request", "the header Authorization is not of the form Bearer TOKEN");
        }
        return tokens.holderOf(parts[1])
                .orElseThrow(() -> refuse(
                        ctx,
                        "invalid_token",
                        TokenFormat.isMistyped(parts[1])
                                ? "the token is not complete or mistyped: its checksum is wrong"
                                : "the token is not known to this server"));
    }

    private static ProblemException refuse(Context ctx, String error, String detail) {
        challenge(ctx, error);
        return Problem.UNAUTHORIZED.because(detail);
    }

    /** RFC 6750 §3: the error code is left out where no token was sent at all. */
    private static void challenge(Context ctx, String error) {
        String code = error.isEmpty() ? "" : ", error=\"" + error + "\"";
        ctx.header(Header.WWW_AUTHENTICATE, "Bearer realm=\"recount\"" + code);
    }

    private static String labels(Set<RouteRole> roles) {
        String named = roles.stream()
                .filter(Role.class::isInstance)
                .map(role -> ((Role) role).label())
                .sorted()
                .collect(Collectors.joining(" or "));
        return named.isEmpty() ? Role.ADMIN.label() : named;
    }
}
