package dev.recount.runtime.access;

import dev.recount.runtime.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Header;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller's own bearer token, sealed in a cookie that only routes marked {@link CookieRoute} take. No script can read it, no
 * other site can have it sent, and it stands in no address. The token is looked at again at each use: one that was withdrawn or
 * is over opens nothing. Nothing has to be remembered, so every instance that has the key takes it.
 */
public final class SealedCookie {

    /** Its name. */
    public static final String NAME = "recount-stream";

    private static final String ATTRIBUTE = SealedCookie.class.getName();
    private static final Duration LIFE = Duration.ofHours(12);
    /** Browsers keep 4,096 characters of a cookie, sealed and encoded. */
    private static final int TOKEN_LENGTH_MAX = 2_900;

    private final TokenSeal seal;
    private final Clock clock;

    /** @param key 32 secret bytes, the same for every instance */
    public SealedCookie(byte[] key, SecureRandom random, Clock clock) {
        this.seal = new TokenSeal(key, random);
        this.clock = clock;
    }

    private record Offer(SealedCookie cookie, String token) {}

    /** Notes with what token the request came in, so that {@link #give} can seal it. */
    void offer(Context ctx, String token) {
        ctx.attribute(ATTRIBUTE, new Offer(this, token));
    }

    /**
     * Has the browser keep the token that this request came in with, for the routes below {@code path}. The route must not be
     * an open one.
     */
    public static void give(Context ctx, String path) {
        Offer offer = Objects.requireNonNull(ctx.attribute(ATTRIBUTE));
        if (offer.token().length() > TOKEN_LENGTH_MAX) {
            throw Problem.BAD_REQUEST.because("the token has " + offer.token().length() + " characters, too many for a"
                    + " cookie (expected: at most " + TOKEN_LENGTH_MAX + "; use fetch, which can send the header)");
        }
        var cookie = offer.cookie();
        set(ctx, path, cookie.seal.seal(offer.token(), cookie.clock.instant().plus(LIFE)), LIFE);
    }

    /** Has the browser forget it. */
    public static void take(Context ctx, String path) {
        set(ctx, path, "", Duration.ZERO);
    }

    private static void set(Context ctx, String path, String value, Duration life) {
        boolean secure = ctx.req().isSecure() || "https".equalsIgnoreCase(ctx.header(Header.X_FORWARDED_PROTO));
        ctx.cookie(new Cookie(NAME, value, path, (int) life.toSeconds(), secure, true, null, SameSite.STRICT));
    }

    /** The token in the cookie that came with this request; empty when there is none that is good. */
    Optional<String> token(Context ctx) {
        return Optional.ofNullable(ctx.cookie(NAME)).flatMap(value -> seal.open(value, clock.instant()));
    }
}
