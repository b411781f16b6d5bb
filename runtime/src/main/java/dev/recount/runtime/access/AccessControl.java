package dev.recount.runtime.access;

import dev.recount.runtime.access.DeniedCalls.Denied;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.problem.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs before every matched route: 401 without a good token, 403 if the token's role is not among the route's roles or the
 * token is another tenant's, 429 when its holder asks too often. Senders are not counted: the doors have bounds of their own.
 */
public final class AccessControl {

    private static final String SCHEME = "Bearer";
    private static final int TOKEN_LENGTH_MAX = 8_192;

    private final Access access;

    public AccessControl(Access access) {
        this.access = access;
    }

    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(this::check);
    }

    private void check(Context ctx) {
        Set<RouteRole> allowed = ctx.routeRoles();
        if (allowed.contains(OpenRoute.ANYONE)) {
            return;
        }
        String token = token(ctx, allowed);
        Caller caller = authenticate(ctx, token);
        authorise(ctx, caller, allowed);
        if (access.rate().isSet() && !allowed.contains(Role.SENDER)) {
            count(ctx, caller);
        }
        caller.attachTo(ctx);
        access.cookie().ifPresent(cookie -> cookie.offer(ctx, token));
    }

    private String token(Context ctx, Set<RouteRole> allowed) {
        String header = ctx.header(Header.AUTHORIZATION);
        if (header == null || header.isBlank()) {
            boolean mayBeCookie = allowed.contains(CookieRoute.ALLOWED);
            return access.cookie()
                    .filter(cookie -> mayBeCookie)
                    .flatMap(cookie -> cookie.token(ctx))
                    .orElseThrow(() -> refuse(
                            ctx,
                            "",
                            "no token (expected: the header Authorization: Bearer TOKEN"
                                    + (mayBeCookie
                                            ? ", or a cookie " + SealedCookie.NAME + " that is not over)"
                                            : ")")));
        }
        String[] parts = header.strip().split("\\s+", 2);
        if (!parts[0].equalsIgnoreCase(SCHEME) || parts.length < 2 || parts[1].length() > TOKEN_LENGTH_MAX) {
            throw refuse(ctx, "invalid_request", "the header Authorization is not of the form Bearer TOKEN");
        }
        return parts[1];
    }

    private Caller authenticate(Context ctx, String token) {
        return access.holderOf(token)
                .orElseThrow(() -> refuse(
                        ctx,
                        "invalid_token",
                        TokenFormat.isMistyped(token)
                                ? "the token is not complete or mistyped: its checksum is wrong"
                                : "the token is not known to this server"));
    }

    private ProblemException refuse(Context ctx, String error, String detail) {
        challenge(ctx, error);
        return denied(ctx, null, Problem.UNAUTHORIZED.because(detail));
    }

    private void authorise(Context ctx, Caller caller, Set<RouteRole> allowed) {
        if (!access.admits(caller)) {
            challenge(ctx, "insufficient_scope");
            throw denied(ctx, caller, Problem.FORBIDDEN.because("the token is another tenant's"));
        }
        var role = caller.role();
        if (role == null || (role != Role.ADMIN && !allowed.contains(role))) {
            challenge(ctx, "insufficient_scope");
            var holder = role == null ? "a token without a role of ours" : "a token with role " + role.label();
            throw denied(
                    ctx,
                    caller,
                    Problem.FORBIDDEN.because(holder + " may not do this (expected: " + labels(allowed) + ")"));
        }
    }

    /** Says in the answer how much is left (draft-ietf-httpapi-ratelimit-headers). */
    private void count(Context ctx, Caller caller) {
        var grant = access.rate().take(caller.name());
        int perSecond = access.rate().perSecond();
        ctx.header("RateLimit-Policy", "\"read\";q=" + perSecond + ";w=1");
        ctx.header("RateLimit", "\"read\";r=" + grant.left() + ";t=1");
        if (!grant.granted()) {
            var problem = Problem.TOO_MANY_REQUESTS.because(
                    "more than " + perSecond + " requests a second with one token", grant.retryAfter());
            throw denied(ctx, caller, problem);
        }
    }

    private ProblemException denied(Context ctx, @Nullable Caller caller, ProblemException problem) {
        var route = ctx.endpoints().matchedHttpEndpoint();
        access.denied()
                .denied(new Denied(
                        ctx.method().name(),
                        route == null ? ctx.path() : route.path,
                        ctx.queryString() == null ? ctx.path() : ctx.path() + "?" + ctx.queryString(),
                        problem.problem().status(),
                        Optional.ofNullable(caller),
                        ctx.ip(),
                        problem.detail()));
        return problem;
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
